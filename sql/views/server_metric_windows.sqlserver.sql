-- Purpose: what servers told of themselves, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server. Gauges are means of the samples, health-check failures their sum.
-- Input: server_metrics.
-- SQL Server: the hour is counted from 2000-01-01, from where hours fit an int; whole numbers are made floats before their mean.
create view dbo.server_metric_windows as
with samples as (
    select
        dateadd(hour, datediff(hour, '20000101', "timestamp"), cast('20000101' as datetime2(3))) as window_start_at,
        cast(N'hour' as nvarchar(16)) as "window",
        server_id,
        region,
        cpu_usage_percent,
        memory_usage_percent,
        disk_usage_percent,
        network_in_mbps,
        network_out_mbps,
        active_connections,
        backend_health_failures
    from dbo.server_metrics
    union all
    select
        cast(cast("timestamp" as date) as datetime2(3)) as window_start_at,
        cast(N'day' as nvarchar(16)) as "window",
        server_id,
        region,
        cpu_usage_percent,
        memory_usage_percent,
        disk_usage_percent,
        network_in_mbps,
        network_out_mbps,
        active_connections,
        backend_health_failures
    from dbo.server_metrics
)

select
    window_start_at,
    "window",
    server_id,
    max(region) as region,
    count_big(*) as sample_count,
    avg(cpu_usage_percent) as cpu_usage_percent,
    avg(memory_usage_percent) as memory_usage_percent,
    avg(disk_usage_percent) as disk_usage_percent,
    avg(network_in_mbps) as network_in_mbps,
    avg(network_out_mbps) as network_out_mbps,
    avg(cast(active_connections as float)) as active_connections,
    sum(backend_health_failures) as backend_health_failures
from samples
group by window_start_at, "window", server_id;
