-- Purpose: the resources of each server over time.
-- Grain: one row a server and sample. Key: timestamp, server_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.server_metrics', N'U') is null
create table dbo.server_metrics (
    "timestamp" datetime2(3) not null,
    server_id nvarchar(max) collate Latin1_General_100_BIN2 not null,
    region nvarchar(max) collate Latin1_General_100_BIN2,
    cpu_usage_percent float,
    memory_usage_percent float,
    disk_usage_percent float,
    network_in_mbps float,
    network_out_mbps float,
    active_connections bigint,
    requests_per_second float,
    backend_health_failures bigint,
    row_key binary(16) not null,
    row_id bigint identity(1, 1) not null,
    loaded_at datetime2(3) not null default sysutcdatetime(),
    constraint server_metrics_pk primary key ("timestamp", row_key)
);
