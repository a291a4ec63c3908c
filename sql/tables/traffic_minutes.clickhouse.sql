-- Purpose: the additive roll-up of requests that everything after it reads.
-- Grain: one row a minute, scope kind and scope. Key: minute_at, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists traffic_minutes_local (
    day Date,
    load_id UInt64,
    minute_at Int64,
    scope_kind String,
    scope String,
    request_count Int64,
    status_1xx_count Int64,
    status_2xx_count Int64,
    status_3xx_count Int64,
    status_4xx_count Int64,
    status_5xx_count Int64,
    aborted_count Int64,
    unanswered_count Int64,
    attempt_count Int64,
    balancer_retry_count Int64,
    redispatch_count Int64,
    client_retry_count Float64,
    request_bytes Int64,
    response_bytes Int64,
    timed_count Int64,
    duration_ms_sum Float64,
    duration_ms_max Nullable(Float64),
    queue_ms_sum Float64,
    connect_ms_sum Float64,
    upstream_ms_sum Float64,
    satisfied_count Int64,
    tolerating_count Int64,
    latency_sketch Tuple(Array(Int16), Array(Int64))
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, minute_at);
