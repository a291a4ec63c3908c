-- Purpose: servers by time, one colour a cell: the score and every signal that it goes by.
-- Grain: one row a window, server and metric. level is healthy, degraded, unhealthy or unknown; of the score it is the state, which has hysteresis.
-- Input: server_health. The limits are those of lib/health/health_signal.ts, which a test of every engine holds together.
create view if not exists server_heatmap as
select
    window_start_at,
    server_id,
    'score' as metric,
    score as "value",
    state as level
from server_health
union all
select
    window_start_at,
    server_id,
    'cpu_usage_percent' as metric,
    cpu_usage_percent as "value",
    case
        when cpu_usage_percent is null then 'unknown'
        when cpu_usage_percent >= 97 then 'unhealthy'
        when cpu_usage_percent >= 85 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'memory_usage_percent' as metric,
    memory_usage_percent as "value",
    case
        when memory_usage_percent is null then 'unknown'
        when memory_usage_percent >= 97 then 'unhealthy'
        when memory_usage_percent >= 90 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'disk_usage_percent' as metric,
    disk_usage_percent as "value",
    case
        when disk_usage_percent is null then 'unknown'
        when disk_usage_percent >= 98 then 'unhealthy'
        when disk_usage_percent >= 92 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'concurrency_ratio' as metric,
    concurrency_ratio as "value",
    case
        when concurrency_ratio is null then 'unknown'
        when concurrency_ratio >= 8 then 'unhealthy'
        when concurrency_ratio >= 3 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'queue_ratio' as metric,
    queue_ratio as "value",
    case
        when queue_ratio is null then 'unknown'
        when queue_ratio >= 0.5 then 'unhealthy'
        when queue_ratio >= 0.2 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'latency_ratio' as metric,
    latency_ratio as "value",
    case
        when latency_ratio is null then 'unknown'
        when latency_ratio >= 7 then 'unhealthy'
        when latency_ratio >= 3 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'peer_latency_ratio' as metric,
    peer_latency_ratio as "value",
    case
        when peer_latency_ratio is null then 'unknown'
        when peer_latency_ratio >= 8 then 'unhealthy'
        when peer_latency_ratio >= 3 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'tail_ratio' as metric,
    tail_ratio as "value",
    case
        when tail_ratio is null then 'unknown'
        when tail_ratio >= 40 then 'unhealthy'
        when tail_ratio >= 12 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'connections_ratio' as metric,
    connections_ratio as "value",
    case
        when connections_ratio is null then 'unknown'
        when connections_ratio >= 8 then 'unhealthy'
        when connections_ratio >= 3 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'sure_error_ratio' as metric,
    sure_error_ratio as "value",
    case
        when sure_error_ratio is null then 'unknown'
        when sure_error_ratio >= 0.25 then 'unhealthy'
        when sure_error_ratio >= 0.05 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'failed_check_ratio' as metric,
    failed_check_ratio as "value",
    case
        when failed_check_ratio is null then 'unknown'
        when failed_check_ratio >= 0.8 then 'unhealthy'
        when failed_check_ratio >= 0.5 then 'degraded'
        else 'healthy'
    end as level
from server_health
union all
select
    window_start_at,
    server_id,
    'flapping_percent' as metric,
    flapping_percent as "value",
    case
        when flapping_percent is null then 'unknown'
        when flapping_percent >= 70 then 'unhealthy'
        when flapping_percent >= 30 then 'degraded'
        else 'healthy'
    end as level
from server_health;
