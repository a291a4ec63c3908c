-- Purpose: how servers were at their worst, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server: the lowest score, and how many five minutes were unhealthy or degraded.
-- Input: server_health.
-- ClickHouse: instants are ms since 1970.
create view if not exists server_health_windows as
select
    started_at as window_start_at,
    window_name as "window",
    server_id,
    min(score) as lowest_score,
    toInt64(countIf(state = 'unhealthy')) as unhealthy_count,
    toInt64(countIf(state = 'degraded')) as degraded_count
from (
    select
        intDiv(window_start_at, 3600000) * 3600000 as started_at,
        'hour' as window_name,
        server_id,
        score,
        state
    from server_health
    union all
    select
        intDiv(window_start_at, 86400000) * 86400000 as started_at,
        'day' as window_name,
        server_id,
        score,
        state
    from server_health
)
group by started_at, window_name, server_id;
