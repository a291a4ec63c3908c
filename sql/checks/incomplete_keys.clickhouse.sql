-- Purpose: finds rows that lack a part of their key.
-- Grain: one row a row without its key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
-- ClickHouse: columns of keys cannot be null here, so that it finds rows only in tables that others made.
select
    'traffic_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key
from traffic_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    'kpis' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope) as row_key
from kpis
where window_start_at is null or "window" is null or scope_kind is null or scope is null
union all
select
    'pool_balance' as table_name,
    concat(toString(window_start_at), ' ', pool) as row_key
from pool_balance
where window_start_at is null or pool is null
union all
select
    'anomalies' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope, ' ', metric) as row_key
from anomalies
where window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    'incidents' as table_name,
    summary as row_key
from incidents
where incident_id is null
union all
select
    'incident_slices' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope) as row_key
from incident_slices
where incident_id is null or scope_kind is null or scope is null
union all
select
    'incident_signals' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope, ' ', metric, ' ', direction) as row_key
from incident_signals
where incident_id is null or scope_kind is null or scope is null or metric is null or direction is null
union all
select
    'slo_status' as table_name,
    concat(toString(hour_at), ' ', objective) as row_key
from slo_status
where hour_at is null or objective is null
union all
select
    'retry_chains' as table_name,
    concat(toString(started_at), ' ', source, ' ', toString(line)) as row_key
from retry_chains
where started_at is null or source is null or line is null
union all
select
    'retry_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key
from retry_minutes
where minute_at is null or scope_kind is null or scope is null
union all
select
    'retry_episodes' as table_name,
    concat(toString(started_at), ' ', scope_kind, ' ', scope) as row_key
from retry_episodes
where started_at is null or scope_kind is null or scope is null
union all
select
    'retry_recommendations' as table_name,
    concat(toString(day_at), ' ', toString(from_at), ' ', kind, ' ', scope_kind, ' ', scope) as row_key
from retry_recommendations
where day_at is null or from_at is null or kind is null or scope_kind is null or scope is null
union all
select
    'server_health' as table_name,
    concat(toString(window_start_at), ' ', server_id) as row_key
from server_health
where window_start_at is null or server_id is null
union all
select
    'health_check_links' as table_name,
    concat(toString(day_at), ' ', server_id) as row_key
from health_check_links
where day_at is null or server_id is null
union all
select
    'capacity' as table_name,
    concat(toString(day_at), ' ', scope_kind, ' ', scope) as row_key
from capacity
where day_at is null or scope_kind is null or scope is null
union all
select
    'capacity_losses' as table_name,
    concat(toString(day_at), ' ', scope_kind, ' ', scope, ' ', lost_kind, ' ', lost) as row_key
from capacity_losses
where day_at is null or scope_kind is null or scope is null or lost_kind is null or lost is null
union all
select
    'forecasts' as table_name,
    concat(toString(made_at), ' ', toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope, ' ', metric) as row_key
from forecasts
where made_at is null or window_start_at is null or "window" is null or scope_kind is null or scope is null or metric is null
union all
select
    'threshold_crossings' as table_name,
    concat(toString(made_at), ' ', scope_kind, ' ', scope, ' ', metric) as row_key
from threshold_crossings
where made_at is null or scope_kind is null or scope is null or metric is null
union all
select
    'maintenance_windows' as table_name,
    concat(toString(made_at), ' ', scope_kind, ' ', scope, ' ', toString(rank)) as row_key
from maintenance_windows
where made_at is null or scope_kind is null or scope is null or rank is null;
