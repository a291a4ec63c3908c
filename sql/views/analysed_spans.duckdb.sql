-- Purpose: which time an analysis has looked at: of any other time it is unknown whether there is something to find.
-- Grain: one row a beginning; of runs that began at the same minute the longest counts.
-- Input: analytics_reports.
create or replace view analysed_spans as
select
    from_at,
    max(to_at) as to_at
from analytics_reports
where from_at is not null
group by from_at;
