-- Purpose: the answers of every minute, hour and day.
-- Grain: one row a window start, window, scope kind and scope. Key: window_start_at, window, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.kpis', N'U') is null
create table dbo.kpis (
    window_start_at datetime2(3) not null,
    "window" nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    request_count bigint not null,
    requests_per_second float not null,
    avg_duration_ms float,
    p50_duration_ms float,
    p90_duration_ms float,
    p95_duration_ms float,
    p99_duration_ms float,
    max_duration_ms float,
    error_ratio float not null,
    server_error_ratio float not null,
    retry_ratio float not null,
    amplification float,
    apdex float,
    availability float not null,
    bytes_per_second float not null,
    concurrency float,
    row_key binary(16) not null,
    constraint kpis_pk primary key nonclustered (window_start_at, row_key)
);
