-- Purpose: groups the requests of a span, for every kind of scope.
-- Grain: scope_counters has one row a minute, scope kind and scope, numbered from 0 in the order of kind, scope and minute; a kind of which the requests tell
-- nothing, or which has a single scope, has no rows. packed_buckets has one row a duration in each of them, scope_rows one a scope.
-- Input: view requests_of_span (whole minutes), temporary table kept_routes. Output: temporary tables request_cells, scope_kinds and scope_counters, views
-- packed_buckets and scope_rows.
-- Parameters: apdex_ms (threshold T).
-- Requests are touched once and fall into cells in two cuts: by place (balancer, pool, server, region, which follow from each other) and by content (route and
-- method). Every kind of scope is a sum of the cells of its cut, "all" too; a kind with a single scope repeats "all". The sketches are counted outside
-- (lib/traffic/sketch_rows.ts), from durations that are packed into one number with their row.
-- Rows are numbered before they are summed, so that they are grouped by one number instead of a time and two texts; sums are of whole doubles (exact up to 2^53, so
-- that their order does not matter; times in microseconds), because those of integers have 128 bits and take twice as long.
-- Buckets are those of lib/traffic/latency_sketch.ts, up to 3000 (10^26 ms). Apdex counts what the service failed (5xx, unanswered) as frustrated.
create or replace temp table request_cells as
with judged as (
    select
        *,
        date_trunc('minute', requested_at) as minute_at,
        status_code is null and coalesce(termination ilike 'C%' or termination ilike '%DC%', false) as is_aborted,
        case
            when duration_ms <= 0 then -1000
            when duration_ms > 0 then least(greatest(ceil(ln(duration_ms) / ln(1.01 / 0.99)), -690), 3000)
        end::smallint as bucket
    from requests_of_span
),

cells as (
    select
        minute_at,
        balancer,
        pool,
        server_id,
        region,
        route,
        method,
        if(grouping(method) = 1, 'place', 'content') as cut,
        count(*) as request_count,
        count(*) filter (where status_code < 200) as status_1xx_count,
        count(*) filter (where status_code between 200 and 299) as status_2xx_count,
        count(*) filter (where status_code between 300 and 399) as status_3xx_count,
        count(*) filter (where status_code between 400 and 499) as status_4xx_count,
        count(*) filter (where status_code >= 500) as status_5xx_count,
        count(*) filter (where is_aborted) as aborted_count,
        count(*) filter (where status_code is null and not is_aborted) as unanswered_count,
        coalesce(sum(attempt_count), 0) as attempt_count,
        coalesce(sum(greatest(attempt_count - 1, 0)), 0) as balancer_retry_count,
        count(*) filter (where is_redispatched) as redispatch_count,
        coalesce(sum(retry_rate), 0) as client_retry_count,
        coalesce(sum(request_bytes), 0) as request_bytes,
        coalesce(sum(response_bytes), 0) as response_bytes,
        count(duration_ms) as timed_count,
        coalesce(sum(round(1000 * duration_ms)), 0) as duration_us_sum,
        max(duration_ms) as duration_ms_max,
        coalesce(sum(round(1000 * queue_ms)), 0) as queue_us_sum,
        coalesce(sum(round(1000 * connect_ms)), 0) as connect_us_sum,
        coalesce(sum(round(1000 * upstream_ms)), 0) as upstream_us_sum,
        count(*) filter (where duration_ms <= getvariable('apdex_ms') and status_code < 500) as satisfied_count,
        count(*) filter (
            where duration_ms > getvariable('apdex_ms') and duration_ms <= 4 * getvariable('apdex_ms') and status_code < 500
        ) as tolerating_count,
        list(bucket) filter (where bucket is not null) as buckets
    from judged
    group by grouping sets (
        (minute_at, balancer, pool, server_id, region),
        (minute_at, route, method)
    )
)

select
    row_number() over () as cell_id,
    *
from cells;

create or replace temp table scope_kinds as
with kinds as (
    select
        unnest(['balancer', 'pool', 'server', 'region', 'route', 'method']) as scope_kind,
        unnest(['place', 'place', 'place', 'place', 'content', 'content']) as cut,
        unnest([
            count(distinct balancer), count(distinct pool), count(distinct server_id),
            count(distinct region), count(distinct route), count(distinct method)
        ]) as scope_count,
        unnest([
            count(balancer), count(pool), count(server_id), count(region), count(route), count(method)
        ]) as named_count,
        unnest([
            max(balancer), max(pool), max(server_id), max(region), max(route), max(method)
        ]) as any_scope
    from request_cells
)

select
    scope_kind,
    cut,
    scope_count = 1
        and named_count = (select count(*) from request_cells where request_cells.cut = kinds.cut)
        and (scope_kind <> 'route' or any_scope in (from kept_routes)) as is_uniform,
    any_scope
from kinds
where scope_count > 0;

create or replace temp table cell_scopes as
with divided as (
    select
        'all' as scope_kind,
        'content' as cut
    union all
    select
        scope_kind,
        cut
    from scope_kinds
    where not is_uniform
)

select
    cell_id,
    minute_at,
    scope_kind,
    case scope_kind
        when 'all' then '(all)'
        when 'balancer' then coalesce(balancer, '(none)')
        when 'pool' then coalesce(pool, '(none)')
        when 'server' then coalesce(server_id, '(none)')
        when 'region' then coalesce(region, '(none)')
        when 'route' then coalesce(kept_routes.route, if(request_cells.route is null, '(none)', '(other)'))
        else coalesce(method, '(none)')
    end as scope
from request_cells
inner join divided using (cut)
left join kept_routes on kept_routes.route = request_cells.route;

create or replace temp table scopes as
select
    row_number() over (order by scope_kind, scope) as scope_id,
    scope_kind,
    scope
from (select distinct scope_kind, scope from cell_scopes);

create or replace temp table cell_rows as
select
    cell_id,
    scope_id,
    dense_rank() over (order by scope_id, minute_at) - 1 as row_id
from cell_scopes
inner join scopes using (scope_kind, scope);

create or replace temp table scope_counters as
with counters as (
    select
        row_id,
        any_value(scope_id) as scope_id,
        any_value(minute_at) as minute_at,
        max(duration_ms_max) as duration_ms_max,
        sum(columns(
            request_cells.* exclude (cell_id, cut, minute_at, balancer, pool, server_id, region, route, method, duration_ms_max, buckets)
        )::double)
    from cell_rows
    inner join request_cells using (cell_id)
    group by row_id
)

select * exclude (scope_id)
from counters
inner join scopes using (scope_id);

create or replace temp view packed_buckets as
select row_id * 4096 + unnest(buckets) + 1000 as packed
from cell_rows
inner join request_cells using (cell_id);

create or replace temp view scope_rows as
with divided as (
    select
        scope_kind,
        scope,
        min(row_id) as first_row,
        count(*) as row_count
    from scope_counters
    group by scope_kind, scope
)

select
    scope_kind,
    scope,
    first_row,
    row_count
from divided
union all
select
    scope_kinds.scope_kind,
    any_scope,
    first_row,
    row_count
from divided
cross join scope_kinds
where divided.scope_kind = 'all' and is_uniform;
