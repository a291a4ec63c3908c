-- Purpose: which servers take over from each other, and what each carries when its group is busiest.
-- Grain: one row a server and group: the whole service, and its pool, or its region where no pool is known.
-- Input: temporary table all_server_minutes, of the run's days. Output: temporary table capacity_groups.
-- Parameters: capacity_to, end of the last day, ms since 1970.
create or replace temp table capacity_groups as
with served as (
    select *
    from all_server_minutes
    where
        minute_at < epoch_ms(getvariable('capacity_to')::bigint)
        and minute_at >= epoch_ms(getvariable('capacity_to')::bigint) - interval 1 day
),

memberships as (
    select minute_at, server_id, region, request_count, 'all' as scope_kind, '(all)' as scope from served
    union all
    select
        minute_at,
        server_id,
        region,
        request_count,
        case when pool = '(none)' then 'region' else 'pool' end,
        case when pool = '(none)' then region else pool end
    from served
    where pool <> '(none)' or region is not null
),

minutes as (
    select scope_kind, scope, minute_at, sum(request_count) as request_count
    from memberships
    group by all
),

busiest as (
    select scope_kind, scope, quantile_disc(request_count, 0.99) as request_count
    from minutes
    group by all
),

busy_minutes as (
    select m.scope_kind, m.scope, m.minute_at
    from minutes as m
    inner join busiest as b using (scope_kind, scope)
    where m.request_count >= b.request_count
),

highest as (
    select server_id, quantile_disc(request_count, 0.99) as request_count
    from (select server_id, minute_at, sum(request_count) as request_count from served group by all)
    group by all
),

busy_minute_counts as (
    select scope_kind, scope, count(*) as minute_count from busy_minutes group by all
)

select
    b.scope_kind,
    b.scope,
    b.request_count / 60.0 as busiest,
    m.server_id,
    any_value(m.region) as region,
    coalesce(sum(m.request_count) filter (where n.minute_at is not null), 0) / 60.0 / any_value(c.minute_count) as throughput,
    any_value(h.request_count) / 60.0 as highest
from memberships as m
inner join busiest as b using (scope_kind, scope)
inner join busy_minute_counts as c using (scope_kind, scope)
inner join highest as h using (server_id)
left join busy_minutes as n using (scope_kind, scope, minute_at)
group by b.scope_kind, b.scope, b.request_count, m.server_id;
