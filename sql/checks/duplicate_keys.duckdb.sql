-- Purpose: finds keys that several rows of a table share.
-- Grain: one row a table and key.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes.
with minutes as (
    select
        minute_at,
        scope_kind,
        scope,
        count(*) as row_count
    from traffic_minutes
    group by minute_at, scope_kind, scope
    having count(*) > 1
),

windows as (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        count(*) as row_count
    from kpis
    group by window_start_at, "window", scope_kind, scope
    having count(*) > 1
),

pools as (
    select
        window_start_at,
        pool,
        count(*) as row_count
    from pool_balance
    group by window_start_at, pool
    having count(*) > 1
),

findings as (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        metric,
        count(*) as row_count
    from anomalies
    group by window_start_at, "window", scope_kind, scope, metric
    having count(*) > 1
),

stories as (
    select
        incident_id,
        count(*) as row_count
    from incidents
    group by incident_id
    having count(*) > 1
),

slices as (
    select
        incident_id,
        scope_kind,
        scope,
        count(*) as row_count
    from incident_slices
    group by incident_id, scope_kind, scope
    having count(*) > 1
),

signals as (
    select
        incident_id,
        scope_kind,
        scope,
        metric,
        direction,
        count(*) as row_count
    from incident_signals
    group by incident_id, scope_kind, scope, metric, direction
    having count(*) > 1
),

standings as (
    select
        hour_at,
        objective,
        count(*) as row_count
    from slo_status
    group by hour_at, objective
    having count(*) > 1
),

chains as (
    select
        started_at,
        source,
        line,
        count(*) as row_count
    from retry_chains
    group by started_at, source, line
    having count(*) > 1
),

retries as (
    select
        minute_at,
        scope_kind,
        scope,
        count(*) as row_count
    from retry_minutes
    group by minute_at, scope_kind, scope
    having count(*) > 1
)

select
    'traffic_minutes' as table_name,
    concat_ws(' ', minute_at, scope_kind, scope) as row_key,
    row_count
from minutes
union all
select
    'kpis',
    concat_ws(' ', window_start_at, "window", scope_kind, scope),
    row_count
from windows
union all
select
    'pool_balance',
    concat_ws(' ', window_start_at, pool),
    row_count
from pools
union all
select
    'anomalies',
    concat_ws(' ', window_start_at, "window", scope_kind, scope, metric),
    row_count
from findings
union all
select
    'incidents',
    incident_id,
    row_count
from stories
union all
select
    'incident_slices',
    concat_ws(' ', incident_id, scope_kind, scope),
    row_count
from slices
union all
select
    'incident_signals',
    concat_ws(' ', incident_id, scope_kind, scope, metric, direction),
    row_count
from signals
union all
select
    'slo_status',
    concat_ws(' ', hour_at, objective),
    row_count
from standings
union all
select
    'retry_chains',
    concat_ws(' ', started_at, source, line),
    row_count
from chains
union all
select
    'retry_minutes',
    concat_ws(' ', minute_at, scope_kind, scope),
    row_count
from retries
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
having count(*) > 1;
