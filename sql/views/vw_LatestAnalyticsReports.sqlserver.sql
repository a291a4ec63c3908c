-- Purpose: the newest reports under the names of the original project.
-- Grain: one row a run, of the last ten.
-- Input: AnalyticsReports.
create view dbo.vw_LatestAnalyticsReports as
select top (10)
    report_timestamp,
    report_type,
    report_data,
    created_at
from dbo.AnalyticsReports
order by report_timestamp desc;
