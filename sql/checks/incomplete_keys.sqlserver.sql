-- Purpose: finds rows that lack a part of their key.
-- Grain: one row a row without its key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    N'traffic_minutes' as table_name,
    concat_ws(N' ', convert(varchar(23), minute_at, 121), scope_kind, scope) as row_key
from dbo.traffic_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    N'kpis',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), "window", scope_kind, scope)
from dbo.kpis
where window_start_at is null or "window" is null or scope_kind is null or scope is null
union all
select
    N'pool_balance',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), pool)
from dbo.pool_balance
where window_start_at is null or pool is null
union all
select
    N'anomalies',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), "window", scope_kind, scope, metric)
from dbo.anomalies
where window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    N'incidents',
    summary
from dbo.incidents
where incident_id is null
union all
select
    N'incident_slices',
    concat_ws(N' ', incident_id, scope_kind, scope)
from dbo.incident_slices
where incident_id is null or scope_kind is null or scope is null
union all
select
    N'incident_signals',
    concat_ws(N' ', incident_id, scope_kind, scope, metric, direction)
from dbo.incident_signals
where incident_id is null or scope_kind is null or scope is null or metric is null or direction is null
union all
select
    N'slo_status',
    concat_ws(N' ', convert(varchar(23), hour_at, 121), objective)
from dbo.slo_status
where hour_at is null or objective is null
union all
select
    N'retry_chains',
    concat_ws(N' ', convert(varchar(23), started_at, 121), source, line)
from dbo.retry_chains
where started_at is null or source is null or line is null
union all
select
    N'retry_minutes',
    concat_ws(N' ', convert(varchar(23), minute_at, 121), scope_kind, scope)
from dbo.retry_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    N'retry_episodes',
    concat_ws(N' ', convert(varchar(23), started_at, 121), scope_kind, scope)
from dbo.retry_episodes
where started_at is null or scope_kind is null or scope is null
union all
select
    N'retry_recommendations',
    concat_ws(N' ', convert(varchar(23), day_at, 121), convert(varchar(23), from_at, 121), kind, scope_kind, scope)
from dbo.retry_recommendations
where day_at is null or from_at is null or kind is null or scope_kind is null or scope is null
union all
select
    N'server_health',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), server_id)
from dbo.server_health
where window_start_at is null or server_id is null
union all
select
    N'health_check_links',
    concat_ws(N' ', convert(varchar(23), day_at, 121), server_id)
from dbo.health_check_links
where day_at is null or server_id is null
union all
select
    N'capacity',
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope)
from dbo.capacity
where day_at is null or scope_kind is null or scope is null
union all
select
    N'capacity_losses',
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope, lost_kind, lost)
from dbo.capacity_losses
where day_at is null or scope_kind is null or scope is null or lost_kind is null or lost is null
union all
select
    N'forecasts',
    concat_ws(N' ', convert(varchar(23), made_at, 121), convert(varchar(23), window_start_at, 121), "window", scope_kind, scope, metric)
from dbo.forecasts
where made_at is null or window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    N'threshold_crossings',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, metric)
from dbo.threshold_crossings
where made_at is null or scope_kind is null or scope is null or metric is null
union all
select
    N'maintenance_windows',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, [rank])
from dbo.maintenance_windows
where made_at is null or scope_kind is null or scope is null or [rank] is null;
