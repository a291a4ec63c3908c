-- Purpose: data quality under the names of the original project.
-- Grain: one row a run.
-- Input: data_quality, analytics_reports.
-- The score is the share of checks that passed, in percent.
create view dbo.DataQualityMetrics as
with runs as (
    select
        run_id,
        min(row_id) as id,
        max(checked_at) as check_timestamp,
        max(case when check_name = N'incomplete_keys' then observed end) as null_values,
        max(case when check_name = N'duplicate_keys' then observed end) as duplicate_records,
        max(case when check_name = N'freshness_minutes' then observed end) / 60 as data_freshness_hours,
        100.0 * sum(case when is_passed = 1 then 1 else 0 end) / count(*) as quality_score
    from dbo.data_quality
    group by run_id
)

select
    runs.id,
    runs.check_timestamp,
    cast(N'RequestLogs' as nvarchar(50)) as table_name,
    cast(json_value(reports.report, '$.totals.request_count') as bigint) as total_records,
    cast(runs.null_values as bigint) as null_values,
    cast(runs.duplicate_records as bigint) as duplicate_records,
    runs.data_freshness_hours,
    cast(runs.quality_score as float) as quality_score
from runs
left join dbo.analytics_reports as reports on reports.run_id = runs.run_id;
