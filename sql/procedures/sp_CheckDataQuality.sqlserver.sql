-- Purpose: whether the tables can be trusted now.
-- Grain: one row a check of sql/checks, with how many rows offend against it.
-- Input: the views check_NAME, which show the rows.
create procedure dbo.sp_CheckDataQuality
as
begin
    set nocount on;
    with findings as (
        select N'duplicate_keys' as check_name, count_big(*) as offending_row_count from dbo.check_duplicate_keys
        union all
        select N'incomplete_keys', count_big(*) from dbo.check_incomplete_keys
        union all
        select N'values_out_of_range', count_big(*) from dbo.check_values_out_of_range
        union all
        select N'scopes_not_adding_up', count_big(*) from dbo.check_scopes_not_adding_up
        union all
        select N'statuses_not_adding_up', count_big(*) from dbo.check_statuses_not_adding_up
        union all
        select N'windows_not_adding_up', count_big(*) from dbo.check_windows_not_adding_up
        union all
        select N'retry_findings_contradicting', count_big(*) from dbo.check_retry_findings_contradicting
        union all
        select N'capacity_findings_contradicting', count_big(*) from dbo.check_capacity_findings_contradicting
        union all
        select N'alerts_contradicting', count_big(*) from dbo.check_alerts_contradicting
    )

    select
        check_name,
        offending_row_count,
        cast(case when offending_row_count = 0 then 1 else 0 end as bit) as is_passed
    from findings
    order by check_name;
end;
