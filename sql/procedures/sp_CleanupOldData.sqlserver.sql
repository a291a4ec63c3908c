-- Purpose: removes what is past its retention, for servers that an agent's job looks after; `deno task retain` does the same.
-- Grain: one row a table with how many rows were removed.
-- Parameters: @RetentionDays of minutes, KPIs and findings; single requests go after @RequestDays, reports after @ReportDays.
create procedure dbo.sp_CleanupOldData
    @RetentionDays int = 90,
    @RequestDays int = 14,
    @ReportDays int = 365
as
begin
    set nocount on;
    declare @today datetime2(3) = cast(cast(sysutcdatetime() as date) as datetime2(3));
    declare @minutes_before datetime2(3) = dateadd(day, -@RetentionDays, @today);
    declare @requests_before datetime2(3) = dateadd(day, -@RequestDays, @today);
    declare @reports_before datetime2(3) = dateadd(day, -@ReportDays, @today);
    declare @removed table (table_name nvarchar(64) not null, removed_count bigint not null);

    delete from dbo.traffic_minutes where minute_at < @minutes_before;
    insert into @removed values (N'traffic_minutes', @@rowcount);
    delete from dbo.kpis where window_start_at < @minutes_before;
    insert into @removed values (N'kpis', @@rowcount);
    delete from dbo.pool_balance where window_start_at < @minutes_before;
    insert into @removed values (N'pool_balance', @@rowcount);
    delete from dbo.anomalies where window_start_at < @minutes_before;
    insert into @removed values (N'anomalies', @@rowcount);
    delete from dbo.incidents where opened_at < @minutes_before;
    insert into @removed values (N'incidents', @@rowcount);
    delete from dbo.incident_slices where opened_at < @minutes_before;
    insert into @removed values (N'incident_slices', @@rowcount);
    delete from dbo.incident_signals where opened_at < @minutes_before;
    insert into @removed values (N'incident_signals', @@rowcount);
    delete from dbo.slo_status where hour_at < @minutes_before;
    insert into @removed values (N'slo_status', @@rowcount);
    delete from dbo.server_health where window_start_at < @minutes_before;
    insert into @removed values (N'server_health', @@rowcount);
    delete from dbo.health_check_links where day_at < @minutes_before;
    insert into @removed values (N'health_check_links', @@rowcount);
    delete from dbo.retry_chains where started_at < @minutes_before;
    insert into @removed values (N'retry_chains', @@rowcount);
    delete from dbo.retry_minutes where minute_at < @minutes_before;
    insert into @removed values (N'retry_minutes', @@rowcount);
    delete from dbo.retry_episodes where started_at < @minutes_before;
    insert into @removed values (N'retry_episodes', @@rowcount);
    delete from dbo.retry_recommendations where day_at < @minutes_before;
    insert into @removed values (N'retry_recommendations', @@rowcount);
    delete from dbo.capacity where day_at < @minutes_before;
    insert into @removed values (N'capacity', @@rowcount);
    delete from dbo.capacity_losses where day_at < @minutes_before;
    insert into @removed values (N'capacity_losses', @@rowcount);
    delete from dbo.forecasts where made_at < @minutes_before;
    insert into @removed values (N'forecasts', @@rowcount);
    delete from dbo.threshold_crossings where made_at < @minutes_before;
    insert into @removed values (N'threshold_crossings', @@rowcount);
    delete from dbo.maintenance_windows where made_at < @minutes_before;
    insert into @removed values (N'maintenance_windows', @@rowcount);
    delete from dbo.server_metrics where "timestamp" < @minutes_before;
    insert into @removed values (N'server_metrics', @@rowcount);
    delete from dbo.requests where requested_at < @requests_before;
    insert into @removed values (N'requests', @@rowcount);
    delete from dbo.rejects where rejected_at < @requests_before;
    insert into @removed values (N'rejects', @@rowcount);
    delete from dbo.analytics_reports where created_at < @reports_before;
    insert into @removed values (N'analytics_reports', @@rowcount);
    delete from dbo.data_quality where checked_at < @reports_before;
    insert into @removed values (N'data_quality', @@rowcount);
    delete from dbo.loads where started_at < @reports_before;
    insert into @removed values (N'loads', @@rowcount);
    delete from dbo.alerts where started_at < @reports_before;
    insert into @removed values (N'alerts', @@rowcount);
    delete from dbo.alert_deliveries where sent_at < @reports_before;
    insert into @removed values (N'alert_deliveries', @@rowcount);

    select
        table_name,
        removed_count
    from @removed
    order by table_name;
end;
