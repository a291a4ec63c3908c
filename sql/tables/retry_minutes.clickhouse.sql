-- Purpose: what is retried, by whom, why, and what it costs.
-- Grain: one row a minute, scope kind and scope with a failure or a retry; of kinds of clients with any request. Key: minute_at, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists retry_minutes_local (
    day Date,
    load_id UInt64,
    minute_at Int64,
    scope_kind String,
    scope String,
    request_count Int64,
    failed_count Int64,
    client_retry_count Int64,
    balancer_retry_count Int64,
    redispatch_count Int64,
    attempt_1_count Int64,
    attempt_1_success_count Int64,
    attempt_2_count Int64,
    attempt_2_success_count Int64,
    attempt_3_count Int64,
    attempt_3_success_count Int64,
    attempt_4_count Int64,
    attempt_4_success_count Int64,
    wasted_request_count Int64,
    wasted_server_ms Float64,
    wait_100ms_count Int64,
    wait_1s_count Int64,
    wait_10s_count Int64,
    wait_longer_count Int64,
    wait_ms_sum Float64,
    chain_success_count Int64,
    chain_failure_count Int64
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, minute_at);
