-- Purpose: finds keys that several rows of a table share.
-- Grain: one row a table and key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    N'traffic_minutes' as table_name,
    concat_ws(N' ', convert(varchar(23), minute_at, 121), scope_kind, scope) as row_key,
    count_big(*) as row_count
from dbo.traffic_minutes
group by minute_at, scope_kind, scope
having count_big(*) > 1
union all
select
    N'kpis',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), "window", scope_kind, scope),
    count_big(*)
from dbo.kpis
group by window_start_at, "window", scope_kind, scope
having count_big(*) > 1
union all
select
    N'pool_balance',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), pool),
    count_big(*)
from dbo.pool_balance
group by window_start_at, pool
having count_big(*) > 1
union all
select
    N'anomalies',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), "window", scope_kind, scope, metric),
    count_big(*)
from dbo.anomalies
group by window_start_at, "window", scope_kind, scope, metric
having count_big(*) > 1
union all
select
    N'incidents',
    incident_id,
    count_big(*)
from dbo.incidents
group by incident_id
having count_big(*) > 1
union all
select
    N'incident_slices',
    concat_ws(N' ', incident_id, scope_kind, scope),
    count_big(*)
from dbo.incident_slices
group by incident_id, scope_kind, scope
having count_big(*) > 1
union all
select
    N'incident_signals',
    concat_ws(N' ', incident_id, scope_kind, scope, metric, direction),
    count_big(*)
from dbo.incident_signals
group by incident_id, scope_kind, scope, metric, direction
having count_big(*) > 1
union all
select
    N'slo_status',
    concat_ws(N' ', convert(varchar(23), hour_at, 121), objective),
    count_big(*)
from dbo.slo_status
group by hour_at, objective
having count_big(*) > 1
union all
select
    N'retry_chains',
    concat_ws(N' ', convert(varchar(23), started_at, 121), source, line),
    count_big(*)
from dbo.retry_chains
group by started_at, source, line
having count_big(*) > 1
union all
select
    N'retry_minutes',
    concat_ws(N' ', convert(varchar(23), minute_at, 121), scope_kind, scope),
    count_big(*)
from dbo.retry_minutes
group by minute_at, scope_kind, scope
having count_big(*) > 1
union all
select
    N'retry_episodes',
    concat_ws(N' ', convert(varchar(23), started_at, 121), scope_kind, scope),
    count_big(*)
from dbo.retry_episodes
group by started_at, scope_kind, scope
having count_big(*) > 1
union all
select
    N'retry_recommendations',
    concat_ws(N' ', convert(varchar(23), day_at, 121), convert(varchar(23), from_at, 121), kind, scope_kind, scope),
    count_big(*)
from dbo.retry_recommendations
group by day_at, from_at, kind, scope_kind, scope
having count_big(*) > 1
union all
select
    N'server_health',
    concat_ws(N' ', convert(varchar(23), window_start_at, 121), server_id),
    count_big(*)
from dbo.server_health
group by window_start_at, server_id
having count_big(*) > 1
union all
select
    N'health_check_links',
    concat_ws(N' ', convert(varchar(23), day_at, 121), server_id),
    count_big(*)
from dbo.health_check_links
group by day_at, server_id
having count_big(*) > 1
union all
select
    N'capacity',
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope),
    count_big(*)
from dbo.capacity
group by day_at, scope_kind, scope
having count_big(*) > 1
union all
select
    N'capacity_losses',
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope, lost_kind, lost),
    count_big(*)
from dbo.capacity_losses
group by day_at, scope_kind, scope, lost_kind, lost
having count_big(*) > 1
union all
select
    N'forecasts',
    concat_ws(N' ', convert(varchar(23), made_at, 121), convert(varchar(23), window_start_at, 121), "window", scope_kind, scope, metric),
    count_big(*)
from dbo.forecasts
group by made_at, window_start_at, "window", scope_kind, scope, metric
having count_big(*) > 1
union all
select
    N'threshold_crossings',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, metric),
    count_big(*)
from dbo.threshold_crossings
group by made_at, scope_kind, scope, metric
having count_big(*) > 1
union all
select
    N'maintenance_windows',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, [rank]),
    count_big(*)
from dbo.maintenance_windows
group by made_at, scope_kind, scope, [rank]
having count_big(*) > 1;
