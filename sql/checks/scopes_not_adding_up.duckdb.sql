-- Purpose: finds minutes in which the scopes of a kind do not add up to all traffic.
-- Grain: one row a minute and scope kind.
-- Input: traffic_minutes.
with sums as (
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
)

select
    sums.minute_at,
    sums.scope_kind,
    sums.request_count,
    totals.request_count as expected_request_count
from sums
left join sums as totals on totals.minute_at = sums.minute_at and totals.scope_kind = 'all'
where
    totals.minute_at is null
    or sums.request_count <> totals.request_count
    or sums.server_error_count <> totals.server_error_count
    or sums.balancer_retry_count <> totals.balancer_retry_count
    or abs(sums.client_retry_count - totals.client_retry_count) > 1e-6 * (1 + totals.client_retry_count)
    or sums.response_bytes <> totals.response_bytes
    or sums.timed_count <> totals.timed_count;
