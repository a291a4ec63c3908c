-- Purpose: single requests, of which everything else is computed.
-- Grain: one row a line of an access log. Key: source, line.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists requests_local (
    day Date,
    load_id UInt64,
    requested_at Int64,
    balancer Nullable(String),
    pool Nullable(String),
    server_id Nullable(String),
    region Nullable(String),
    method Nullable(String),
    path Nullable(String),
    route Nullable(String),
    status_code Nullable(Int64),
    duration_ms Nullable(Float64),
    queue_ms Nullable(Float64),
    connect_ms Nullable(Float64),
    upstream_ms Nullable(Float64),
    attempt_count Nullable(Int64),
    is_redispatched Nullable(UInt8),
    request_bytes Nullable(Int64),
    response_bytes Nullable(Int64),
    client_ip Nullable(String),
    user_agent Nullable(String),
    protocol Nullable(String),
    tls_version Nullable(String),
    termination Nullable(String),
    request_id Nullable(String),
    retry_rate Nullable(Float64),
    source String,
    line Int64
)
engine = MergeTree
partition by (day, load_id)
order by (requested_at, source, line);
