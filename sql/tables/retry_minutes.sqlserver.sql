-- Purpose: what is retried, by whom, why, and what it costs.
-- Grain: one row a minute, scope kind and scope with a failure or a retry; of kinds of clients with any request. Key: minute_at, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.retry_minutes', N'U') is null
create table dbo.retry_minutes (
    minute_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
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
    wasted_server_ms float not null,
    wait_100ms_count bigint not null,
    wait_1s_count bigint not null,
    wait_10s_count bigint not null,
    wait_longer_count bigint not null,
    wait_ms_sum float not null,
    chain_success_count bigint not null,
    chain_failure_count bigint not null,
    row_key binary(16) not null,
    constraint retry_minutes_pk primary key (minute_at, row_key)
);
