-- Purpose: finds minutes whose status classes do not add up to their requests, or whose sketch does not hold their durations.
-- Grain: one row a minute, scope kind and scope.
-- Input: traffic_minutes.
with minutes as (
    select
        minute_at,
        scope_kind,
        scope,
        request_count,
        status_1xx_count + status_2xx_count + status_3xx_count + status_4xx_count + status_5xx_count
        + aborted_count + unanswered_count as classified_count,
        timed_count,
        (
            select coalesce(sum(cast(counted.value as bigint)), 0)
            from openjson(latency_sketch, N'$.counts') as counted
        ) as sketched_count
    from dbo.traffic_minutes
)

select
    minute_at,
    scope_kind,
    scope,
    request_count,
    classified_count,
    timed_count,
    sketched_count
from minutes
where request_count <> classified_count or timed_count <> sketched_count;
