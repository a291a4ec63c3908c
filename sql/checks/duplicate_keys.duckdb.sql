-- Purpose: finds keys that several rows of a table share.
-- Grain: one row a table and key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes, retry_episodes, retry_recommendations, server_health, health_check_links, capacity,
-- capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    'traffic_minutes' as table_name,
    concat_ws(' ', minute_at, scope_kind, scope) as row_key,
    count(*) as row_count
from traffic_minutes
group by minute_at, scope_kind, scope
having count(*) > 1
union all
select
    'kpis',
    concat_ws(' ', window_start_at, "window", scope_kind, scope),
    count(*)
from kpis
group by window_start_at, "window", scope_kind, scope
having count(*) > 1
union all
select
    'pool_balance',
    concat_ws(' ', window_start_at, pool),
    count(*)
from pool_balance
group by window_start_at, pool
having count(*) > 1
union all
select
    'anomalies',
    concat_ws(' ', window_start_at, "window", scope_kind, scope, metric),
    count(*)
from anomalies
group by window_start_at, "window", scope_kind, scope, metric
having count(*) > 1
union all
select
    'incidents',
    incident_id,
    count(*)
from incidents
group by incident_id
having count(*) > 1
union all
select
    'incident_slices',
    concat_ws(' ', incident_id, scope_kind, scope),
    count(*)
from incident_slices
group by incident_id, scope_kind, scope
having count(*) > 1
union all
select
    'incident_signals',
    concat_ws(' ', incident_id, scope_kind, scope, metric, direction),
    count(*)
from incident_signals
group by incident_id, scope_kind, scope, metric, direction
having count(*) > 1
union all
select
    'slo_status',
    concat_ws(' ', hour_at, objective),
    count(*)
from slo_status
group by hour_at, objective
having count(*) > 1
union all
select
    'retry_chains',
    concat_ws(' ', started_at, source, line),
    count(*)
from retry_chains
group by started_at, source, line
having count(*) > 1
union all
select
    'retry_minutes',
    concat_ws(' ', minute_at, scope_kind, scope),
    count(*)
from retry_minutes
group by minute_at, scope_kind, scope
having count(*) > 1
union all
select
    'retry_episodes',
    concat_ws(' ', started_at, scope_kind, scope),
    count(*)
from retry_episodes
group by started_at, scope_kind, scope
having count(*) > 1
union all
select
    'retry_recommendations',
    concat_ws(' ', day_at, from_at, kind, scope_kind, scope),
    count(*)
from retry_recommendations
group by day_at, from_at, kind, scope_kind, scope
having count(*) > 1
union all
select
    'server_health',
    concat_ws(' ', window_start_at, server_id),
    count(*)
from server_health
group by window_start_at, server_id
having count(*) > 1
union all
select
    'health_check_links',
    concat_ws(' ', day_at, server_id),
    count(*)
from health_check_links
group by day_at, server_id
having count(*) > 1
union all
select
    'capacity',
    concat_ws(' ', day_at, scope_kind, scope),
    count(*)
from capacity
group by day_at, scope_kind, scope
having count(*) > 1
union all
select
    'capacity_losses',
    concat_ws(' ', day_at, scope_kind, scope, lost_kind, lost),
    count(*)
from capacity_losses
group by day_at, scope_kind, scope, lost_kind, lost
having count(*) > 1
union all
select
    'forecasts',
    concat_ws(' ', made_at, window_start_at, "window", scope_kind, scope, metric),
    count(*)
from forecasts
group by made_at, window_start_at, "window", scope_kind, scope, metric
having count(*) > 1
union all
select
    'threshold_crossings',
    concat_ws(' ', made_at, scope_kind, scope, metric),
    count(*)
from threshold_crossings
group by made_at, scope_kind, scope, metric
having count(*) > 1
union all
select
    'maintenance_windows',
    concat_ws(' ', made_at, scope_kind, scope, rank),
    count(*)
from maintenance_windows
group by made_at, scope_kind, scope, rank
having count(*) > 1;
