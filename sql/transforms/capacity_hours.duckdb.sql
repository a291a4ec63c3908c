-- Purpose: traffic by hours and resources by the busiest hour of a day, from which the coming week is forecast.
-- Grain: one row an hour or day, scope kind, scope and metric.
-- Input: views kpis_with_history and server_metrics_with_history. Output: temporary table capacity_hours.
-- Parameters: capacity_to, end of the last day, ms since 1970.
-- Sums of reals are rounded, so that the order in which threads add them up decides no digit.
create or replace temp table capacity_hours as
with traffic as (
    select window_start_at as "at", scope_kind, scope, requests_per_second, concurrency
    from kpis_with_history
    where
        "window" = 'hour'
        and scope_kind in ('all', 'pool', 'region')
        and scope not in ('(none)', '(other)')
        and window_start_at < epoch_ms(getvariable('capacity_to')::bigint)
),

server_hours as (
    select
        date_trunc('hour', "timestamp") as "at",
        server_id,
        round(avg(cpu_usage_percent), 9) as cpu_usage_percent,
        round(avg(active_connections), 9) as active_connections,
        round(avg(disk_usage_percent), 9) as disk_usage_percent
    from server_metrics_with_history
    where "timestamp" < epoch_ms(getvariable('capacity_to')::bigint)
    group by all
),

server_days as (
    select
        date_trunc('day', "at") as "at",
        server_id,
        max(cpu_usage_percent) as cpu_usage_percent,
        max(active_connections) as active_connections,
        max(disk_usage_percent) as disk_usage_percent
    from server_hours
    group by all
)

select 'hour' as "window", "at"::timestamp as "at", scope_kind, scope, metric, value
from (unpivot traffic on requests_per_second, concurrency into name metric value value)
union all
select 'hour', "at", 'server', server_id, metric, value
from (
    unpivot (select "at", server_id, disk_usage_percent from server_hours)
    on disk_usage_percent into name metric value value
)
union all
select 'day', "at"::timestamp, 'server', server_id, metric, value
from (
    unpivot server_days
    on cpu_usage_percent, active_connections, disk_usage_percent into name metric value value
);
