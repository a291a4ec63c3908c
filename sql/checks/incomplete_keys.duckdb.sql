-- Purpose: finds rows that lack a part of their key.
-- Grain: one row a row without its key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    'traffic_minutes' as table_name,
    concat_ws(' ', minute_at, scope_kind, scope) as row_key
from traffic_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    'kpis',
    concat_ws(' ', window_start_at, "window", scope_kind, scope)
from kpis
where window_start_at is null or "window" is null or scope_kind is null or scope is null
union all
select
    'pool_balance',
    concat_ws(' ', window_start_at, pool)
from pool_balance
where window_start_at is null or pool is null
union all
select
    'anomalies',
    concat_ws(' ', window_start_at, "window", scope_kind, scope, metric)
from anomalies
where window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    'incidents',
    summary
from incidents
where incident_id is null
union all
select
    'incident_slices',
    concat_ws(' ', incident_id, scope_kind, scope)
from incident_slices
where incident_id is null or scope_kind is null or scope is null
union all
select
    'incident_signals',
    concat_ws(' ', incident_id, scope_kind, scope, metric, direction)
from incident_signals
where incident_id is null or scope_kind is null or scope is null or metric is null or direction is null
union all
select
    'slo_status',
    concat_ws(' ', hour_at, objective)
from slo_status
where hour_at is null or objective is null
union all
select
    'retry_chains',
    concat_ws(' ', started_at, source, line)
from retry_chains
where started_at is null or source is null or line is null
union all
select
    'retry_minutes',
    concat_ws(' ', minute_at, scope_kind, scope)
from retry_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    'retry_episodes',
    concat_ws(' ', started_at, scope_kind, scope)
from retry_episodes
where started_at is null or scope_kind is null or scope is null
union all
select
    'retry_recommendations',
    concat_ws(' ', day_at, from_at, kind, scope_kind, scope)
from retry_recommendations
where day_at is null or from_at is null or kind is null or scope_kind is null or scope is null
union all
select
    'server_health',
    concat_ws(' ', window_start_at, server_id)
from server_health
where window_start_at is null or server_id is null
union all
select
    'health_check_links',
    concat_ws(' ', day_at, server_id)
from health_check_links
where day_at is null or server_id is null
union all
select
    'capacity',
    concat_ws(' ', day_at, scope_kind, scope)
from capacity
where day_at is null or scope_kind is null or scope is null
union all
select
    'capacity_losses',
    concat_ws(' ', day_at, scope_kind, scope, lost_kind, lost)
from capacity_losses
where day_at is null or scope_kind is null or scope is null or lost_kind is null or lost is null
union all
select
    'forecasts',
    concat_ws(' ', made_at, window_start_at, "window", scope_kind, scope, metric)
from forecasts
where made_at is null or window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    'threshold_crossings',
    concat_ws(' ', made_at, scope_kind, scope, metric)
from threshold_crossings
where made_at is null or scope_kind is null or scope is null or metric is null
union all
select
    'maintenance_windows',
    concat_ws(' ', made_at, scope_kind, scope, rank)
from maintenance_windows
where made_at is null or scope_kind is null or scope is null or rank is null;
