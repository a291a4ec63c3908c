-- Purpose: what servers told of themselves, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server. Gauges are means of the samples, health-check failures their sum.
-- Input: server_metrics.
-- ClickHouse: instants are ms since 1970; a column has another name before it is added up, as 18.16 would take the sum for it.
create view if not exists server_metric_windows as
select
    started_at as window_start_at,
    window_name as "window",
    server_id,
    max(server_region) as region,
    toInt64(count()) as sample_count,
    avg(cpu_value) as cpu_usage_percent,
    avg(memory_value) as memory_usage_percent,
    avg(disk_value) as disk_usage_percent,
    avg(network_in_value) as network_in_mbps,
    avg(network_out_value) as network_out_mbps,
    avg(active_connections_value) as active_connections,
    sum(backend_health_failures_value) as backend_health_failures
from (
    select
        intDiv(timestamp, 3600000) * 3600000 as started_at,
        'hour' as window_name,
        server_id,
        region as server_region,
        cpu_usage_percent as cpu_value,
        memory_usage_percent as memory_value,
        disk_usage_percent as disk_value,
        network_in_mbps as network_in_value,
        network_out_mbps as network_out_value,
        active_connections as active_connections_value,
        backend_health_failures as backend_health_failures_value
    from server_metrics
    union all
    select
        intDiv(timestamp, 86400000) * 86400000 as started_at,
        'day' as window_name,
        server_id,
        region as server_region,
        cpu_usage_percent as cpu_value,
        memory_usage_percent as memory_value,
        disk_usage_percent as disk_value,
        network_in_mbps as network_in_value,
        network_out_mbps as network_out_value,
        active_connections as active_connections_value,
        backend_health_failures as backend_health_failures_value
    from server_metrics
)
group by started_at, window_name, server_id;
