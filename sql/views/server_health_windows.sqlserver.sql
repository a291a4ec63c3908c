-- Purpose: how servers were at their worst, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server: the lowest score, and how many five minutes were unhealthy or degraded.
-- Input: server_health.
-- SQL Server: the hour is counted from 2000-01-01, from where hours fit an int.
create view dbo.server_health_windows as
with windows as (
    select
        dateadd(hour, datediff(hour, '20000101', window_start_at), cast('20000101' as datetime2(3))) as started_at,
        cast(N'hour' as nvarchar(16)) as window_name,
        server_id,
        score,
        state
    from dbo.server_health
    union all
    select
        cast(cast(window_start_at as date) as datetime2(3)) as started_at,
        cast(N'day' as nvarchar(16)) as window_name,
        server_id,
        score,
        state
    from dbo.server_health
)

select
    started_at as window_start_at,
    window_name as "window",
    server_id,
    min(score) as lowest_score,
    cast(sum(case when state = 'unhealthy' then 1 else 0 end) as bigint) as unhealthy_count,
    cast(sum(case when state = 'degraded' then 1 else 0 end) as bigint) as degraded_count
from windows
group by started_at, window_name, server_id;
