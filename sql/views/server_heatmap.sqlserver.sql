-- Purpose: servers by time, one colour a cell: the score and every signal that it goes by.
-- Grain: one row a window, server and metric. level is healthy, degraded, unhealthy or unknown; of the score it is the state, which has hysteresis.
-- Input: server_health. The limits are those of lib/health/health_signal.ts, which a test of every engine holds together.
create view dbo.server_heatmap as
select
    window_start_at,
    server_id,
    cast(N'score' as nvarchar(32)) as metric,
    score as "value",
    state as level
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'cpu_usage_percent' as nvarchar(32)),
    cpu_usage_percent,
    case
        when cpu_usage_percent is null then N'unknown'
        when cpu_usage_percent >= 97 then N'unhealthy'
        when cpu_usage_percent >= 85 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'memory_usage_percent' as nvarchar(32)),
    memory_usage_percent,
    case
        when memory_usage_percent is null then N'unknown'
        when memory_usage_percent >= 97 then N'unhealthy'
        when memory_usage_percent >= 90 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'disk_usage_percent' as nvarchar(32)),
    disk_usage_percent,
    case
        when disk_usage_percent is null then N'unknown'
        when disk_usage_percent >= 98 then N'unhealthy'
        when disk_usage_percent >= 92 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'concurrency_ratio' as nvarchar(32)),
    concurrency_ratio,
    case
        when concurrency_ratio is null then N'unknown'
        when concurrency_ratio >= 8 then N'unhealthy'
        when concurrency_ratio >= 3 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'queue_ratio' as nvarchar(32)),
    queue_ratio,
    case
        when queue_ratio is null then N'unknown'
        when queue_ratio >= 0.5 then N'unhealthy'
        when queue_ratio >= 0.2 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'latency_ratio' as nvarchar(32)),
    latency_ratio,
    case
        when latency_ratio is null then N'unknown'
        when latency_ratio >= 7 then N'unhealthy'
        when latency_ratio >= 3 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'peer_latency_ratio' as nvarchar(32)),
    peer_latency_ratio,
    case
        when peer_latency_ratio is null then N'unknown'
        when peer_latency_ratio >= 8 then N'unhealthy'
        when peer_latency_ratio >= 3 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'tail_ratio' as nvarchar(32)),
    tail_ratio,
    case
        when tail_ratio is null then N'unknown'
        when tail_ratio >= 40 then N'unhealthy'
        when tail_ratio >= 12 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'connections_ratio' as nvarchar(32)),
    connections_ratio,
    case
        when connections_ratio is null then N'unknown'
        when connections_ratio >= 8 then N'unhealthy'
        when connections_ratio >= 3 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'sure_error_ratio' as nvarchar(32)),
    sure_error_ratio,
    case
        when sure_error_ratio is null then N'unknown'
        when sure_error_ratio >= 0.25 then N'unhealthy'
        when sure_error_ratio >= 0.05 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'failed_check_ratio' as nvarchar(32)),
    failed_check_ratio,
    case
        when failed_check_ratio is null then N'unknown'
        when failed_check_ratio >= 0.8 then N'unhealthy'
        when failed_check_ratio >= 0.5 then N'degraded'
        else N'healthy'
    end
from dbo.server_health
union all
select
    window_start_at,
    server_id,
    cast(N'flapping_percent' as nvarchar(32)),
    flapping_percent,
    case
        when flapping_percent is null then N'unknown'
        when flapping_percent >= 70 then N'unhealthy'
        when flapping_percent >= 30 then N'degraded'
        else N'healthy'
    end
from dbo.server_health;
