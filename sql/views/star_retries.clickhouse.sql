-- Purpose: what is retried in each hour, for BI tools.
-- Grain: one row an hour, scope kind and scope in which anything failed or was retried.
-- Input: retry_hours. scope_key is that of star_scopes.
create view if not exists star_retries as
select
    intDiv(hour_at, 86400000) * 86400000 as day_at,
    toInt64(intDiv(hour_at, 3600000) % 24) as hour_of_day,
    lower(hex(MD5(concat(scope_kind, ':', scope)))) as scope_key,
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
