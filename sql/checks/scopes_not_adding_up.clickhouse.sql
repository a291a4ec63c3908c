-- Purpose: finds minutes in which the scopes of a kind do not add up to all traffic.
-- Grain: one row a minute and scope kind.
-- Input: traffic_minutes.
-- ClickHouse: a minute without a row of "all" is joined with zeros, which no minute has.
select
    minute_at,
    scope_kind,
    request_count,
    expected_request_count
from (
    select
        minute_at,
        scope_kind,
        sum(request_count) as request_count,
        sum(status_5xx_count + unanswered_count) as server_error_count,
        sum(balancer_retry_count) as balancer_retry_count,
        sum(client_retry_count) as client_retry_count,
        sum(response_bytes) as response_bytes,
        sum(timed_count) as timed_count
    from traffic_minutes
    group by minute_at, scope_kind
) as sums
any left join (
    select
        minute_at,
        sum(request_count) as expected_request_count,
        sum(status_5xx_count + unanswered_count) as expected_server_error_count,
        sum(balancer_retry_count) as expected_balancer_retry_count,
        sum(client_retry_count) as expected_client_retry_count,
        sum(response_bytes) as expected_response_bytes,
        sum(timed_count) as expected_timed_count
    from traffic_minutes
    where scope_kind = 'all'
    group by minute_at
) as totals using (minute_at)
where
    request_count <> expected_request_count
    or server_error_count <> expected_server_error_count
    or balancer_retry_count <> expected_balancer_retry_count
    or abs(client_retry_count - expected_client_retry_count) > 1e-6 * (1 + expected_client_retry_count)
    or response_bytes <> expected_response_bytes
    or timed_count <> expected_timed_count;
