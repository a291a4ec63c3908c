-- Purpose: every UTC day from the first to the last with traffic, for the date table of BI tools.
-- Grain: one row a day.
-- Input: kpis.
create or replace view star_days as
with days as (
    select unnest(range(min(window_start_at)::date, max(window_start_at)::date + interval 1 day, interval 1 day)) as day_at
    from kpis
)

select
    day_at,
    strftime(day_at, '%Y-%m') as month,
    isodow(day_at) as day_of_week,
    dayname(day_at) as weekday
from days;
