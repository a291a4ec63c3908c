-- Purpose: how each server is doing, five minutes at a time.
-- Grain: one row a window of five minutes and server. Key: window_start_at, server_id.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists server_health_local (
    day Date,
    load_id UInt64,
    window_start_at Int64,
    server_id String,
    peers Nullable(String),
    state String,
    score Nullable(Float64),
    reasons Nullable(String),
    utilisation_penalty Nullable(Float64),
    saturation_penalty Nullable(Float64),
    error_penalty Nullable(Float64),
    request_count Int64,
    server_error_ratio Nullable(Float64),
    sure_error_ratio Nullable(Float64),
    concurrency Nullable(Float64),
    concurrency_ratio Nullable(Float64),
    p95_duration_ms Nullable(Float64),
    latency_ratio Nullable(Float64),
    peer_latency_ratio Nullable(Float64),
    tail_ratio Nullable(Float64),
    queue_ratio Nullable(Float64),
    cpu_usage_percent Nullable(Float64),
    memory_usage_percent Nullable(Float64),
    disk_usage_percent Nullable(Float64),
    network_in_mbps Nullable(Float64),
    network_out_mbps Nullable(Float64),
    active_connections Nullable(Float64),
    connections_ratio Nullable(Float64),
    health_failure_count Nullable(Int64),
    failed_check_ratio Nullable(Float64),
    flapping_percent Nullable(Float64),
    state_change_count Nullable(Int64)
)
engine = MergeTree
partition by (day, load_id)
order by (server_id, window_start_at);
