-- Purpose: load of each scope by minutes, from which its limit is read.
-- Grain: one row a minute, scope kind and scope: servers of the last day, wider scopes of the last week. Minutes of incidents that
--     are no mere change of demand are left out: what a broken service carries is not what it can.
-- Input: views kpis_with_history and capacity_incidents. Output: temporary table capacity_minutes.
-- Parameters: capacity_to, end of the last day, ms since 1970.
create or replace temp table capacity_minutes as
with minutes as (
    select
        window_start_at as "at",
        scope_kind,
        scope,
        requests_per_second as throughput,
        coalesce(concurrency, 0) as concurrency
    from kpis_with_history
    where
        "window" = 'minute'
        and scope_kind in ('all', 'pool', 'region', 'server')
        and scope not in ('(none)', '(other)')
        and window_start_at < epoch_ms(getvariable('capacity_to')::bigint)
        and window_start_at >= epoch_ms(getvariable('capacity_to')::bigint)
        - case when scope_kind = 'server' then interval 1 day else interval 7 day end
)
select m.*
from minutes as m
where not exists (
    select 1
    from capacity_incidents as i
    where m."at" >= i.opened_at and m."at" < i.closed_at
);
