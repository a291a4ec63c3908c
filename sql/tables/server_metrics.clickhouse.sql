-- Purpose: the resources of each server over time.
-- Grain: one row a server and sample. Key: timestamp, server_id.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists server_metrics_local (
    day Date,
    load_id UInt64,
    timestamp Int64,
    server_id String,
    region Nullable(String),
    cpu_usage_percent Nullable(Float64),
    memory_usage_percent Nullable(Float64),
    disk_usage_percent Nullable(Float64),
    network_in_mbps Nullable(Float64),
    network_out_mbps Nullable(Float64),
    active_connections Nullable(Int64),
    requests_per_second Nullable(Float64),
    backend_health_failures Nullable(Int64)
)
engine = ReplacingMergeTree(load_id)
partition by day
order by (server_id, timestamp);
