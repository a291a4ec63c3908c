-- Purpose: what fired, since when and until when, and who has taken it over.
-- Grain: one row an alert: a rule, a scope and the minute in which it began. Key: alert_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.alerts', N'U') is null
create table dbo.alerts (
    alert_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    "rule" nvarchar(128) collate Latin1_General_100_BIN2 not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    severity nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    started_at datetime2(3) not null,
    fired_at datetime2(3) not null,
    resolved_at datetime2(3),
    acknowledged_at datetime2(3),
    peak_value float not null,
    fire_level float not null,
    summary nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint alerts_pk primary key (row_key)
);
