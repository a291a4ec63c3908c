-- Purpose: windows that depart from what was expected.
-- Grain: one row a window, scope kind, scope and metric. Key: window_start_at, window, scope_kind, scope, metric.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.anomalies', N'U') is null
create table dbo.anomalies (
    window_start_at datetime2(3) not null,
    "window" nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    observed float not null,
    expected float not null,
    lower float not null,
    upper float not null,
    score float not null,
    severity nvarchar(16) collate Latin1_General_100_BIN2 not null,
    direction nvarchar(16) collate Latin1_General_100_BIN2 not null,
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    incident_id nvarchar(16) collate Latin1_General_100_BIN2,
    row_key binary(16) not null,
    constraint anomalies_pk primary key (window_start_at, row_key)
);
