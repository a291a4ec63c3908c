-- Purpose: what is known of each server in five minutes, from its traffic and from its own samples.
-- Grain: one row a window and server with a request or a sample.
-- Input: views kpis_with_history and server_metrics_with_history, temporary table all_traffic_minutes.
-- Output: temporary table server_windows. Parameters: health_from and health_to, ms since 1970.
-- Percentiles do not add up: those of a window are the medians of its minutes. Queue times are known of the run's days only.
-- Sums of reals are rounded, so that the order in which threads add them up decides no digit.
create or replace temp table server_windows as
with traffic_minutes as (
    select
        window_start_at as minute_at,
        scope as server_id,
        request_count,
        request_count * server_error_ratio as server_error_count,
        concurrency,
        p95_duration_ms,
        p95_duration_ms / nullif(p50_duration_ms, 0) as tail_ratio
    from kpis_with_history
    where
        "window" = 'minute'
        and scope_kind = 'server'
        and scope <> '(none)'
        and window_start_at >= epoch_ms(getvariable('health_from')::bigint)
        and window_start_at < epoch_ms(getvariable('health_to')::bigint)
),

queues as (
    select
        time_bucket(interval 5 minute, minute_at) as "at",
        scope as server_id,
        if(max(sum(queue_ms_sum)) over () > 0, round(sum(queue_ms_sum) / nullif(sum(duration_ms_sum), 0), 9), null) as queue_ratio
    from all_traffic_minutes
    where
        scope_kind = 'server'
        and minute_at >= epoch_ms(getvariable('health_from')::bigint)
        and minute_at < epoch_ms(getvariable('health_to')::bigint)
    group by 1, 2
),

traffic as (
    select
        time_bucket(interval 5 minute, minute_at) as "at",
        server_id,
        sum(request_count)::bigint as request_count,
        round(sum(server_error_count))::bigint as server_error_count,
        round(sum(concurrency) / 5, 9) as concurrency,
        median(p95_duration_ms) as p95_duration_ms,
        median(tail_ratio) as tail_ratio
    from traffic_minutes
    group by 1, 2
),

sample_minutes as (
    select
        date_trunc('minute', "timestamp") as minute_at,
        server_id,
        round(avg(cpu_usage_percent), 9) as cpu_usage_percent,
        round(avg(memory_usage_percent), 9) as memory_usage_percent,
        round(avg(disk_usage_percent), 9) as disk_usage_percent,
        round(avg(network_in_mbps), 9) as network_in_mbps,
        round(avg(network_out_mbps), 9) as network_out_mbps,
        round(avg(active_connections), 9) as active_connections,
        sum(backend_health_failures)::bigint as health_failure_count
    from server_metrics_with_history
    where
        "timestamp" >= epoch_ms(getvariable('health_from')::bigint)
        and "timestamp" < epoch_ms(getvariable('health_to')::bigint)
    group by 1, 2
),

samples as (
    select
        time_bucket(interval 5 minute, minute_at) as "at",
        server_id,
        count(*) as sample_count,
        round(avg(cpu_usage_percent), 9) as cpu_usage_percent,
        round(avg(memory_usage_percent), 9) as memory_usage_percent,
        round(avg(disk_usage_percent), 9) as disk_usage_percent,
        round(avg(network_in_mbps), 9) as network_in_mbps,
        round(avg(network_out_mbps), 9) as network_out_mbps,
        round(avg(active_connections), 9) as active_connections,
        sum(health_failure_count)::bigint as health_failure_count,
        sum(if(health_failure_count > 0, 1 << (minute(minute_at) % 5), 0))::bigint as failed_minutes,
        count(health_failure_count) as checked_count
    from sample_minutes
    group by 1, 2
)

select
    "at",
    server_id,
    coalesce(request_count, 0) as request_count,
    coalesce(server_error_count, 0) as server_error_count,
    concurrency,
    p95_duration_ms,
    tail_ratio,
    queue_ratio,
    coalesce(sample_count, 0) as sample_count,
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    health_failure_count,
    coalesce(failed_minutes, 0) as failed_minutes,
    coalesce(checked_count, 0) as checked_count
from traffic
full join samples using ("at", server_id)
left join queues using ("at", server_id);
