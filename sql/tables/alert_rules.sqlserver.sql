-- Purpose: when somebody is to be told.
-- Grain: one row a rule. Key: rule.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.alert_rules', N'U') is null
create table dbo.alert_rules (
    "rule" nvarchar(128) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2,
    scope nvarchar(max) collate Latin1_General_100_BIN2,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    objective nvarchar(64) collate Latin1_General_100_BIN2,
    comparison nvarchar(16) collate Latin1_General_100_BIN2 not null,
    fire_level float not null,
    clear_level float not null,
    min_request_count bigint not null,
    for_minutes bigint not null,
    keep_firing_for_minutes bigint not null,
    severity nvarchar(16) collate Latin1_General_100_BIN2 not null,
    group_by nvarchar(16) collate Latin1_General_100_BIN2 not null,
    receivers nvarchar(max) collate Latin1_General_100_BIN2,
    repeat_minutes bigint not null,
    is_enabled bit not null,
    origin nvarchar(16) collate Latin1_General_100_BIN2 not null,
    updated_at datetime2(3) not null,
    row_key binary(16) not null,
    constraint alert_rules_pk primary key (row_key)
);
