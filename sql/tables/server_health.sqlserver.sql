-- Purpose: how each server is doing, five minutes at a time.
-- Grain: one row a window of five minutes and server. Key: window_start_at, server_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.server_health', N'U') is null
create table dbo.server_health (
    window_start_at datetime2(3) not null,
    server_id nvarchar(max) collate Latin1_General_100_BIN2 not null,
    peers nvarchar(max) collate Latin1_General_100_BIN2,
    state nvarchar(16) collate Latin1_General_100_BIN2 not null,
    score float,
    reasons nvarchar(max) collate Latin1_General_100_BIN2,
    utilisation_penalty float,
    saturation_penalty float,
    error_penalty float,
    request_count bigint not null,
    server_error_ratio float,
    sure_error_ratio float,
    concurrency float,
    concurrency_ratio float,
    p95_duration_ms float,
    latency_ratio float,
    peer_latency_ratio float,
    tail_ratio float,
    queue_ratio float,
    cpu_usage_percent float,
    memory_usage_percent float,
    disk_usage_percent float,
    network_in_mbps float,
    network_out_mbps float,
    active_connections float,
    connections_ratio float,
    health_failure_count bigint,
    failed_check_ratio float,
    flapping_percent float,
    state_change_count bigint,
    row_key binary(16) not null,
    constraint server_health_pk primary key (window_start_at, row_key)
);
