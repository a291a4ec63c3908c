-- Purpose: the load of a scope as the detectors of storms and the replays of budgets read it.
-- Grain: one row a minute, scope kind (all, pool, region) and scope.
-- Input: tables all_traffic_minutes and all_retry_minutes. Output: view retry_loads.
-- A minute without a row of retries had neither failure nor retry. Server time is what servers tell, else the whole duration.
create or replace temp view retry_loads as
select
    minute_at,
    scope_kind,
    scope,
    request_count,
    duration_ms_sum,
    timed_count,
    coalesce(client_retry_count, 0) as client_retry_count,
    coalesce(attempt_1_success_count, request_count) as attempt_1_success_count,
    request_count - coalesce(client_retry_count, 0) as original_count,
    coalesce(client_retry_count, 0) + coalesce(balancer_retry_count, 0) as retry_count,
    request_count - coalesce(failed_count, 0) as success_count,
    coalesce(wasted_server_ms, 0) as wasted_ms,
    if(upstream_ms_sum > 0, upstream_ms_sum, duration_ms_sum) as total_ms
from (
    select
        minute_at,
        scope_kind,
        scope,
        request_count,
        duration_ms_sum,
        timed_count,
        upstream_ms_sum
    from all_traffic_minutes
    where scope_kind in ('all', 'pool', 'region')
)
left join (
    select
        minute_at,
        scope_kind,
        scope,
        client_retry_count,
        balancer_retry_count,
        attempt_1_success_count,
        failed_count,
        wasted_server_ms
    from all_retry_minutes
) using (minute_at, scope_kind, scope);
