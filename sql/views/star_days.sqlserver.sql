-- Purpose: every UTC day from the first to the last with traffic, for the date table of BI tools.
-- Grain: one row a day.
-- Input: kpis.
-- SQL Server: numbers up to 9999, which is 27 years, are made of digits, because a view cannot recur often enough; 1900-01-01 was a Monday.
create view dbo.star_days as
with span as (
    select
        min(cast(window_start_at as date)) as first_day,
        max(cast(window_start_at as date)) as last_day
    from dbo.kpis
),

digits as (
    select digit
    from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as listed (digit)
),

numbers as (
    select ones.digit + 10 * tens.digit + 100 * hundreds.digit + 1000 * thousands.digit as number
    from digits as ones
    cross join digits as tens
    cross join digits as hundreds
    cross join digits as thousands
),

days as (
    select
        dateadd(day, number, first_day) as calendar_day,
        datediff(day, '19000101', dateadd(day, number, first_day)) % 7 + 1 as day_of_week
    from span
    inner join numbers on number <= datediff(day, first_day, last_day)
)

select
    cast(calendar_day as datetime2(3)) as day_at,
    cast(convert(varchar(7), calendar_day, 23) as nvarchar(7)) as month,
    cast(day_of_week as bigint) as day_of_week,
    case day_of_week
        when 1 then N'Monday'
        when 2 then N'Tuesday'
        when 3 then N'Wednesday'
        when 4 then N'Thursday'
        when 5 then N'Friday'
        when 6 then N'Saturday'
        else N'Sunday'
    end as weekday
from days;
