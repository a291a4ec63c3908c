-- Purpose: the typical week: what an hour of the week usually looks like, over all days that are kept.
-- Grain: one row a scope kind, scope, day of week (1 Monday .. 7 Sunday) and hour of day, UTC.
-- Input: kpis of hours.
-- SQL Server: the day of the week is counted from 1900-01-01, a Monday, because datepart() depends on the session.
create view dbo.traffic_patterns as
with hours as (
    select
        scope_kind,
        scope,
        cast(datediff(day, '19000101', window_start_at) % 7 + 1 as bigint) as day_of_week,
        cast(datepart(hour, window_start_at) as bigint) as hour_of_day,
        cast(request_count as float) as request_count,
        case when avg_duration_ms is not null then cast(request_count as float) end as timed_request_count,
        requests_per_second,
        avg_duration_ms,
        p95_duration_ms,
        server_error_ratio
    from dbo.kpis
    where "window" = N'hour'
)

select
    scope_kind,
    scope,
    day_of_week,
    hour_of_day,
    count_big(*) as hour_count,
    avg(request_count) as avg_request_count,
    avg(requests_per_second) as avg_requests_per_second,
    max(requests_per_second) as max_requests_per_second,
    sum(avg_duration_ms * request_count) / sum(timed_request_count) as avg_duration_ms,
    max(p95_duration_ms) as max_p95_duration_ms,
    sum(server_error_ratio * request_count) / sum(request_count) as server_error_ratio
from hours
group by scope_kind, scope, day_of_week, hour_of_day;
