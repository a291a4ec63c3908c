-- Purpose: what is retried in each hour, for BI tools.
-- Grain: one row an hour, scope kind and scope in which anything failed or was retried.
-- Input: retry_hours. scope_key is that of star_scopes.
create or replace view star_retries as
select
    date_trunc('day', hour_at)::timestamp as day_at,
    hour(hour_at) as hour_of_day,
    md5(concat(scope_kind, ':', scope)) as scope_key,
    hour_at,
    request_count,
    failed_count,
    client_retry_count,
    balancer_retry_count,
    attempt_2_count,
    attempt_2_success_count,
    wasted_request_count,
    wasted_server_s,
    avg_wait_ms,
    chain_success_count,
    chain_failure_count
from retry_hours;
