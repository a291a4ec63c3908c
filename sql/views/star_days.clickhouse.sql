-- Purpose: every UTC day from the first to the last with traffic, for the date table of BI tools.
-- Grain: one row a day.
-- Input: kpis.
-- ClickHouse: days are counted from 1970-01-01, a Thursday.
create view if not exists star_days as
select
    day_number * 86400000 as day_at,
    formatDateTime(toDate(day_number), '%Y-%m') as month,
    toInt64((day_number + 3) % 7 + 1) as day_of_week,
    arrayElement(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], day_of_week) as weekday
from (
    select toInt64(first_day + arrayJoin(range(toUInt64(last_day - first_day + 1)))) as day_number
    from (
        select
            intDiv(min(window_start_at), 86400000) as first_day,
            intDiv(max(window_start_at), 86400000) as last_day
        from kpis
        having count() > 0
    )
);
