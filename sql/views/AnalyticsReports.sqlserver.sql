-- Purpose: the reports of all runs under the names of the original project.
-- Grain: one row a run.
-- Input: analytics_reports, loads.
create view dbo.AnalyticsReports as
select
    reports.row_id as id,
    reports.created_at as report_timestamp,
    cast(N'comprehensive' as nvarchar(50)) as report_type,
    reports.report as report_data,
    cast(steps.duration_ms as int) as processing_time_ms,
    cast(json_value(reports.report, '$.totals.request_count') as bigint) as record_count,
    reports.loaded_at as created_at
from dbo.analytics_reports as reports
left join dbo.loads as steps on steps.run_id = reports.run_id and steps.step = N'analyze';
