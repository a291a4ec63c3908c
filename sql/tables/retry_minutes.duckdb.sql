-- Purpose: what is retried, by whom, why, and what it costs.
-- Grain: one row a minute, scope kind and scope with a failure or a retry; of kinds of clients with any request. Key: minute_at, scope_kind, scope.
create table if not exists retry_minutes (
    minute_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    request_count bigint not null,
    failed_count bigint not null,
    client_retry_count bigint not null,
    balancer_retry_count bigint not null,
    redispatch_count bigint not null,
    attempt_1_count bigint not null,
    attempt_1_success_count bigint not null,
    attempt_2_count bigint not null,
    attempt_2_success_count bigint not null,
    attempt_3_count bigint not null,
    attempt_3_success_count bigint not null,
    attempt_4_count bigint not null,
    attempt_4_success_count bigint not null,
    wasted_request_count bigint not null,
    wasted_server_ms double not null,
    wait_100ms_count bigint not null,
    wait_1s_count bigint not null,
    wait_10s_count bigint not null,
    wait_longer_count bigint not null,
    wait_ms_sum double not null,
    chain_success_count bigint not null,
    chain_failure_count bigint not null
);
