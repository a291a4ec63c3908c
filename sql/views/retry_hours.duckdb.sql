-- Purpose: what is retried in each hour, by cause, server, route, region and kind of client: ratios, waits, outcomes and wasted load.
-- Grain: one row an hour, scope kind and scope in which anything failed or was retried.
-- Input: retry_minutes, kpis of hours.
-- Ratios are of all requests of the hour, those of minutes without a failure included. retried_ratio = retries / failures: of all
-- traffic and of causes the share of failures that were retried; of servers it may exceed 1, as retries go to others. amplification = attempts / original requests.
create or replace view retry_hours as
with hours as (
    select
        date_trunc('hour', minute_at) as hour_at,
        scope_kind,
        scope,
        sum(request_count)::bigint as own_request_count,
        sum(failed_count)::bigint as failed_count,
        sum(client_retry_count)::bigint as client_retry_count,
        sum(balancer_retry_count)::bigint as balancer_retry_count,
        sum(attempt_2_count)::bigint as attempt_2_count,
        sum(attempt_2_success_count)::bigint as attempt_2_success_count,
        sum(attempt_3_count)::bigint as attempt_3_count,
        sum(attempt_3_success_count)::bigint as attempt_3_success_count,
        sum(attempt_4_count)::bigint as attempt_4_count,
        sum(attempt_4_success_count)::bigint as attempt_4_success_count,
        sum(wasted_request_count)::bigint as wasted_request_count,
        sum(wait_100ms_count)::bigint as wait_100ms_count,
        sum(wait_1s_count)::bigint as wait_1s_count,
        sum(wait_10s_count)::bigint as wait_10s_count,
        sum(wait_longer_count)::bigint as wait_longer_count,
        sum(chain_success_count)::bigint as chain_success_count,
        sum(chain_failure_count)::bigint as chain_failure_count,
        sum(wasted_server_ms) / 1000 as wasted_server_s,
        sum(wait_ms_sum) as wait_ms_sum
    from retry_minutes
    group by all
),

related as (
    select
        hours.*,
        if(hours.scope_kind in ('cause', 'client_kind'), own_request_count, coalesce(kpis.request_count, own_request_count)) as request_count
    from hours
    left join kpis
        on kpis.window_start_at = hours.hour_at
        and kpis."window" = 'hour'
        and kpis.scope_kind = hours.scope_kind
        and kpis.scope = hours.scope
),

first_attempts as (
    select
        *,
        if(scope_kind = 'cause', 0, request_count - client_retry_count) as attempt_1_count,
        attempt_2_success_count + attempt_3_success_count + attempt_4_success_count as retry_success_count
    from related
)

select
    hour_at,
    scope_kind,
    scope,
    request_count,
    failed_count,
    client_retry_count,
    balancer_retry_count,
    client_retry_count / nullif(request_count, 0) as retry_ratio,
    client_retry_count / nullif(failed_count, 0) as retried_ratio,
    (request_count + balancer_retry_count) / nullif(attempt_1_count, 0) as amplification,
    attempt_1_count,
    if(scope_kind = 'cause', 0, request_count - failed_count - retry_success_count) as attempt_1_success_count,
    attempt_2_count,
    attempt_2_success_count,
    attempt_3_count,
    attempt_3_success_count,
    attempt_4_count,
    attempt_4_success_count,
    wasted_request_count,
    wasted_server_s,
    wait_100ms_count,
    wait_1s_count,
    wait_10s_count,
    wait_longer_count,
    wait_ms_sum / nullif(client_retry_count, 0) as avg_wait_ms,
    chain_success_count,
    chain_failure_count,
    chain_success_count / nullif(chain_success_count + chain_failure_count, 0) as chain_success_ratio
from first_attempts;
