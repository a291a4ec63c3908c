-- Purpose: how servers were at their worst, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server: the lowest score, and how many five minutes were unhealthy or degraded.
-- Input: server_health.
create or replace view server_health_windows as
with windows as (
    select
        date_trunc('hour', window_start_at) as started_at,
        'hour' as window_name,
        server_id,
        score,
        state
    from server_health
    union all
    select
        date_trunc('day', window_start_at) as started_at,
        'day' as window_name,
        server_id,
        score,
        state
    from server_health
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
