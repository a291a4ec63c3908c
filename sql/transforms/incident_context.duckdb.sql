-- Purpose: what is not watched but helps to explain anomalies: connections of their servers, and classes of answers of their scopes.
-- Grain: one row a minute, scope kind, scope and metric, in the hours with an anomaly of the scope and the two hours before each.
-- Input: view server_metrics_with_history, temporary table all_traffic_minutes. Output: temporary table incident_context.
-- Parameters: anomalous_hours, a JSON list of {scope_kind, scope, hour_at}, with hour_at in ms since 1970.
-- Sums of reals are rounded, so that the order in which threads add them up decides no digit.
create or replace temp table incident_context as
with cells as (
    select distinct
        cell.scope_kind,
        cell.scope,
        epoch_ms(cell.hour_at) - back * interval 1 hour as hour_at
    from (
        select unnest(from_json(getvariable('anomalous_hours'), '[{"scope_kind": "varchar", "scope": "varchar", "hour_at": "bigint"}]')) as cell
    )
    cross join (select unnest([0, 1, 2]) as back)
),

classes as (
    unpivot (
        select
            minute_at as "at",
            scope_kind,
            scope,
            status_2xx_count,
            status_3xx_count,
            status_4xx_count,
            status_5xx_count,
            unanswered_count
        from all_traffic_minutes
        semi join cells using (scope_kind, scope)
    )
    on status_2xx_count, status_3xx_count, status_4xx_count, status_5xx_count, unanswered_count
    into name metric value "value"
),

connections as (
    select
        date_trunc('minute', "timestamp") as "at",
        'server' as scope_kind,
        server_id as scope,
        'active_connections' as metric,
        round(avg(active_connections), 9) as "value"
    from server_metrics_with_history
    where active_connections is not null
    group by all
)

select
    moved."at",
    moved.scope_kind,
    moved.scope,
    moved.metric,
    moved."value"
from (
    select "at", scope_kind, scope, metric, "value"::double as "value" from classes
    union all
    select "at", scope_kind, scope, metric, "value" from connections
) as moved
semi join cells
    on cells.scope_kind = moved.scope_kind and cells.scope = moved.scope and cells.hour_at = date_trunc('hour', moved."at");
