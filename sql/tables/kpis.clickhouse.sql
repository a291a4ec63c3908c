-- Purpose: the answers of every minute, hour and day.
-- Grain: one row a window start, window, scope kind and scope. Key: window_start_at, window, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists kpis_local (
    day Date,
    load_id UInt64,
    window_start_at Int64,
    "window" String,
    scope_kind String,
    scope String,
    request_count Int64,
    requests_per_second Float64,
    avg_duration_ms Nullable(Float64),
    p50_duration_ms Nullable(Float64),
    p90_duration_ms Nullable(Float64),
    p95_duration_ms Nullable(Float64),
    p99_duration_ms Nullable(Float64),
    max_duration_ms Nullable(Float64),
    error_ratio Float64,
    server_error_ratio Float64,
    retry_ratio Float64,
    amplification Nullable(Float64),
    apdex Nullable(Float64),
    availability Float64,
    bytes_per_second Float64,
    concurrency Nullable(Float64)
)
engine = MergeTree
partition by (day, load_id)
order by ("window", scope_kind, scope, window_start_at);
