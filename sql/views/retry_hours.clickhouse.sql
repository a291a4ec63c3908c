-- Purpose: what is retried in each hour, by cause, server, route, region and kind of client: ratios, waits, outcomes and wasted load.
-- Grain: one row an hour, scope kind and scope in which anything failed or was retried.
-- Input: retry_minutes, kpis of hours.
-- Ratios are of all requests of the hour, those of minutes without a failure included. retried_ratio = retries / failures: of all
-- traffic and of causes the share of failures that were retried; of servers it may exceed 1, as retries go to others. amplification = attempts / original requests.
-- ClickHouse: a join names its strictness and gives zeros where nothing fits; sums have names of their own, because an alias hides the column.
create view if not exists retry_hours as
select
    hour_at,
    scope_kind,
    scope,
    if(scope_kind in ('cause', 'client_kind') or kpi_request_count = 0, own_request_count, kpi_request_count) as request_count,
    hour_failed_count as failed_count,
    hour_client_retry_count as client_retry_count,
    hour_balancer_retry_count as balancer_retry_count,
    client_retry_count / nullIf(request_count, 0) as retry_ratio,
    client_retry_count / nullIf(failed_count, 0) as retried_ratio,
    (request_count + balancer_retry_count) / nullIf(attempt_1_count, 0) as amplification,
    if(scope_kind = 'cause', toInt64(0), request_count - client_retry_count) as attempt_1_count,
    if(
        scope_kind = 'cause',
        toInt64(0),
        request_count - failed_count - attempt_2_success_count - attempt_3_success_count - attempt_4_success_count
    ) as attempt_1_success_count,
    hour_attempt_2_count as attempt_2_count,
    hour_attempt_2_success_count as attempt_2_success_count,
    hour_attempt_3_count as attempt_3_count,
    hour_attempt_3_success_count as attempt_3_success_count,
    hour_attempt_4_count as attempt_4_count,
    hour_attempt_4_success_count as attempt_4_success_count,
    hour_wasted_request_count as wasted_request_count,
    wasted_server_s,
    hour_wait_100ms_count as wait_100ms_count,
    hour_wait_1s_count as wait_1s_count,
    hour_wait_10s_count as wait_10s_count,
    hour_wait_longer_count as wait_longer_count,
    hour_wait_ms_sum / nullIf(client_retry_count, 0) as avg_wait_ms,
    hour_chain_success_count as chain_success_count,
    hour_chain_failure_count as chain_failure_count,
    chain_success_count / nullIf(chain_success_count + chain_failure_count, 0) as chain_success_ratio
from (
    select
        intDiv(minute_at, 3600000) * 3600000 as hour_at,
        scope_kind,
        scope,
        sum(request_count) as own_request_count,
        sum(failed_count) as hour_failed_count,
        sum(client_retry_count) as hour_client_retry_count,
        sum(balancer_retry_count) as hour_balancer_retry_count,
        sum(attempt_2_count) as hour_attempt_2_count,
        sum(attempt_2_success_count) as hour_attempt_2_success_count,
        sum(attempt_3_count) as hour_attempt_3_count,
        sum(attempt_3_success_count) as hour_attempt_3_success_count,
        sum(attempt_4_count) as hour_attempt_4_count,
        sum(attempt_4_success_count) as hour_attempt_4_success_count,
        sum(wasted_request_count) as hour_wasted_request_count,
        sum(wait_100ms_count) as hour_wait_100ms_count,
        sum(wait_1s_count) as hour_wait_1s_count,
        sum(wait_10s_count) as hour_wait_10s_count,
        sum(wait_longer_count) as hour_wait_longer_count,
        sum(chain_success_count) as hour_chain_success_count,
        sum(chain_failure_count) as hour_chain_failure_count,
        sum(wasted_server_ms) / 1000 as wasted_server_s,
        sum(wait_ms_sum) as hour_wait_ms_sum
    from retry_minutes
    group by hour_at, scope_kind, scope
)
all left join (
    select
        window_start_at as hour_at,
        scope_kind,
        scope,
        request_count as kpi_request_count
    from kpis
    where "window" = 'hour'
) using hour_at, scope_kind, scope;
