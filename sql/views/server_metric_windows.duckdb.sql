-- Purpose: what servers told of themselves, by hours and days: few rows for a long time.
-- Grain: one row a window, window (hour, day) and server. Gauges are means of the samples, health-check failures their sum.
-- Input: server_metrics.
create or replace view server_metric_windows as
with samples as (
    select
        date_trunc('hour', "timestamp") as window_start_at,
        'hour' as "window",
        server_id,
        region,
        cpu_usage_percent,
        memory_usage_percent,
        disk_usage_percent,
        network_in_mbps,
        network_out_mbps,
        active_connections,
        backend_health_failures
    from server_metrics
    union all
    select
        date_trunc('day', "timestamp") as window_start_at,
        'day' as "window",
        server_id,
        region,
        cpu_usage_percent,
        memory_usage_percent,
        disk_usage_percent,
        network_in_mbps,
        network_out_mbps,
        active_connections,
        backend_health_failures
    from server_metrics
)

select
    window_start_at,
    "window",
    server_id,
    max(region) as region,
    count(*) as sample_count,
    avg(cpu_usage_percent) as cpu_usage_percent,
    avg(memory_usage_percent) as memory_usage_percent,
    avg(disk_usage_percent) as disk_usage_percent,
    avg(network_in_mbps) as network_in_mbps,
    avg(network_out_mbps) as network_out_mbps,
    avg(active_connections) as active_connections,
    cast(sum(backend_health_failures) as bigint) as backend_health_failures
from samples
group by window_start_at, "window", server_id;
