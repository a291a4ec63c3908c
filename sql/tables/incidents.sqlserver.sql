-- Purpose: anomalies that belong together.
-- Grain: one row an incident. Key: incident_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.incidents', N'U') is null
create table dbo.incidents (
    incident_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    opened_at datetime2(3) not null,
    closed_at datetime2(3),
    severity nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    anomaly_count bigint not null,
    request_count bigint not null,
    peak_score float not null,
    summary nvarchar(max) collate Latin1_General_100_BIN2 not null,
    evidence nvarchar(max) not null,
    row_key binary(16) not null,
    constraint incidents_pk primary key (row_key)
);
