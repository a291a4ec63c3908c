-- Purpose: traffic by hour and weekday, under the names of the original project.
-- Grain: one row a weekday and hour of day, UTC.
-- Input: kpis of hours of all traffic.
-- SQL Server: weekdays have English names, whatever the language of the session.
create view dbo.vw_TrafficPatterns as
with hours as (
    select
        datepart(hour, window_start_at) as hour_of_day,
        datediff(day, '19000101', window_start_at) % 7 as weekday_number,
        request_count,
        case when avg_duration_ms is not null then cast(request_count as float) end as timed_request_count,
        avg_duration_ms
    from dbo.kpis
    where "window" = N'hour' and scope_kind = N'all'
)

select
    hour_of_day,
    case weekday_number
        when 0 then N'Monday'
        when 1 then N'Tuesday'
        when 2 then N'Wednesday'
        when 3 then N'Thursday'
        when 4 then N'Friday'
        when 5 then N'Saturday'
        else N'Sunday'
    end as weekday,
    sum(request_count) as request_volume,
    round(sum(avg_duration_ms * request_count) / sum(timed_request_count), 2) as avg_latency
from hours
group by hour_of_day, weekday_number;
