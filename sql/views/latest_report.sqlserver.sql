-- Purpose: the report of the newest run.
-- Grain: one row, or none before the first run.
-- Input: analytics_reports.
create view dbo.latest_report as
select top (1)
    run_id,
    created_at,
    from_at,
    to_at,
    report
from dbo.analytics_reports
order by created_at desc, run_id desc;
