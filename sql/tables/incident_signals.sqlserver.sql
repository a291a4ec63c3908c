-- Purpose: what moved in an incident, in order of onset, and what else changed with it.
-- Grain: one row an incident, scope kind, scope, metric and direction. Key: incident_id, scope_kind, scope, metric, direction.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.incident_signals', N'U') is null
create table dbo.incident_signals (
    incident_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    opened_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    direction nvarchar(16) collate Latin1_General_100_BIN2 not null,
    onset_delay_ms bigint,
    observed float not null,
    expected float not null,
    anomaly_count bigint not null,
    is_cause_candidate bit not null,
    row_key binary(16) not null,
    constraint incident_signals_pk primary key (row_key)
);
