-- Purpose: the answers of every minute, hour and day.
-- Grain: one row a window start, window, scope kind and scope. Key: window_start_at, window, scope_kind, scope.
create table if not exists kpis (
    window_start_at timestamp not null,
    "window" varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    request_count bigint not null,
    requests_per_second double not null,
    avg_duration_ms double,
    p50_duration_ms double,
    p90_duration_ms double,
    p95_duration_ms double,
    p99_duration_ms double,
    max_duration_ms double,
    error_ratio double not null,
    server_error_ratio double not null,
    retry_ratio double not null,
    amplification double,
    apdex double,
    availability double not null,
    bytes_per_second double not null,
    concurrency double
);
