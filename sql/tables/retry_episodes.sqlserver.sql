-- Purpose: retry storms and metastable states.
-- Grain: one row a retry storm or metastable state, and scope. Key: started_at, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.retry_episodes', N'U') is null
create table dbo.retry_episodes (
    started_at datetime2(3) not null,
    ended_at datetime2(3),
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    trigger_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    trigger_ended_at datetime2(3),
    original_count bigint not null,
    retry_count bigint not null,
    peak_amplification float not null,
    gain_ratio float not null,
    goodput_before_ratio float,
    goodput_ratio float not null,
    wasted_ratio float,
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint retry_episodes_pk primary key (started_at, row_key)
);
