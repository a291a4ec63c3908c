-- Purpose: finds keys that several rows of a table share.
-- Grain: one row a table and key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    'traffic_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from traffic_minutes
group by minute_at, scope_kind, scope
having count() > 1
union all
select
    'kpis' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from kpis
group by window_start_at, "window", scope_kind, scope
having count() > 1
union all
select
    'pool_balance' as table_name,
    concat(toString(window_start_at), ' ', pool) as row_key,
    count() as row_count
from pool_balance
group by window_start_at, pool
having count() > 1
union all
select
    'anomalies' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope, ' ', metric) as row_key,
    count() as row_count
from anomalies
group by window_start_at, "window", scope_kind, scope, metric
having count() > 1
union all
select
    'incidents' as table_name,
    incident_id as row_key,
    count() as row_count
from incidents
group by incident_id
having count() > 1
union all
select
    'incident_slices' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from incident_slices
group by incident_id, scope_kind, scope
having count() > 1
union all
select
    'incident_signals' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope, ' ', metric, ' ', direction) as row_key,
    count() as row_count
from incident_signals
group by incident_id, scope_kind, scope, metric, direction
having count() > 1
union all
select
    'slo_status' as table_name,
    concat(toString(hour_at), ' ', objective) as row_key,
    count() as row_count
from slo_status
group by hour_at, objective
having count() > 1
union all
select
    'retry_chains' as table_name,
    concat(toString(started_at), ' ', source, ' ', toString(line)) as row_key,
    count() as row_count
from retry_chains
group by started_at, source, line
having count() > 1
union all
select
    'retry_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from retry_minutes
group by minute_at, scope_kind, scope
having count() > 1
union all
select
    'retry_episodes' as table_name,
    concat(toString(started_at), ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from retry_episodes
group by started_at, scope_kind, scope
having count() > 1
union all
select
    'retry_recommendations' as table_name,
    concat(toString(day_at), ' ', toString(from_at), ' ', kind, ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from retry_recommendations
group by day_at, from_at, kind, scope_kind, scope
having count() > 1
union all
select
    'server_health' as table_name,
    concat(toString(window_start_at), ' ', server_id) as row_key,
    count() as row_count
from server_health
group by window_start_at, server_id
having count() > 1
union all
select
    'health_check_links' as table_name,
    concat(toString(day_at), ' ', server_id) as row_key,
    count() as row_count
from health_check_links
group by day_at, server_id
having count() > 1
union all
select
    'capacity' as table_name,
    concat(toString(day_at), ' ', scope_kind, ' ', scope) as row_key,
    count() as row_count
from capacity
group by day_at, scope_kind, scope
having count() > 1
union all
select
    'capacity_losses' as table_name,
    concat(toString(day_at), ' ', scope_kind, ' ', scope, ' ', lost_kind, ' ', lost) as row_key,
    count() as row_count
from capacity_losses
group by day_at, scope_kind, scope, lost_kind, lost
having count() > 1
union all
select
    'forecasts' as table_name,
    concat(toString(made_at), ' ', toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope, ' ', metric) as row_key,
    count() as row_count
from forecasts
group by made_at, window_start_at, "window", scope_kind, scope, metric
having count() > 1
union all
select
    'threshold_crossings' as table_name,
    concat(toString(made_at), ' ', scope_kind, ' ', scope, ' ', metric) as row_key,
    count() as row_count
from threshold_crossings
group by made_at, scope_kind, scope, metric
having count() > 1
union all
select
    'maintenance_windows' as table_name,
    concat(toString(made_at), ' ', scope_kind, ' ', scope, ' ', toString(rank)) as row_key,
    count() as row_count
from maintenance_windows
group by made_at, scope_kind, scope, rank
having count() > 1;
