-- Purpose: the additive roll-up of requests that everything after it reads.
-- Grain: one row a minute, scope kind and scope. Key: minute_at, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.traffic_minutes', N'U') is null
create table dbo.traffic_minutes (
    minute_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    request_count bigint not null,
    status_1xx_count bigint not null,
    status_2xx_count bigint not null,
    status_3xx_count bigint not null,
    status_4xx_count bigint not null,
    status_5xx_count bigint not null,
    aborted_count bigint not null,
    unanswered_count bigint not null,
    attempt_count bigint not null,
    balancer_retry_count bigint not null,
    redispatch_count bigint not null,
    client_retry_count float not null,
    request_bytes bigint not null,
    response_bytes bigint not null,
    timed_count bigint not null,
    duration_ms_sum float not null,
    duration_ms_max float,
    queue_ms_sum float not null,
    connect_ms_sum float not null,
    upstream_ms_sum float not null,
    satisfied_count bigint not null,
    tolerating_count bigint not null,
    latency_sketch nvarchar(max) not null,
    row_key binary(16) not null,
    constraint traffic_minutes_pk primary key nonclustered (minute_at, row_key)
);
