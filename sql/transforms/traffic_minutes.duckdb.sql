-- Purpose: rolls requests up to minutes for every kind of scope, with the latency histogram.
-- Grain: one row a minute, scope kind and scope; a kind of which the requests tell nothing has no rows.
-- Input: view requests_of_span (whole minutes), temporary table kept_routes. Output: temporary tables request_cells and traffic_minutes.
-- Parameters: apdex_ms (threshold T).
-- Requests are touched once and fall into cells in two cuts: by place (balancer, pool, server, region, which follow from each other) and by content (route and
-- method). Every kind of scope is a sum of the cells of its cut, "all" too; a kind with a single scope repeats "all". Row, bucket and count are packed into one
-- number, which is grouped and sorted about twice as fast as the three.
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
        coalesce(sum(duration_ms), 0) as duration_ms_sum,
        max(duration_ms) as duration_ms_max,
        coalesce(sum(queue_ms), 0) as queue_ms_sum,
        coalesce(sum(connect_ms), 0) as connect_ms_sum,
        coalesce(sum(upstream_ms), 0) as upstream_ms_sum,
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

create or replace temp table scope_counters as
with counters as (
    select
        cell_scopes.minute_at,
        scope_kind,
        scope,
        max(duration_ms_max) as duration_ms_max,
        sum(columns(
            request_cells.* exclude (cell_id, cut, minute_at, balancer, pool, server_id, region, route, method, duration_ms_max, buckets)
        ))
    from cell_scopes
    inner join request_cells using (cell_id)
    group by cell_scopes.minute_at, scope_kind, scope
)

select
    row_number() over () as row_id,
    *
from counters;

create or replace temp table sketches as
with entries as (
    select
        row_id * 4096 + unnest(buckets) + 1000 as packed
    from scope_counters
    inner join cell_scopes using (minute_at, scope_kind, scope)
    inner join request_cells using (cell_id)
),

sums as (
    select
        packed,
        count(*) as bucket_count
    from entries
    group by packed
),

sketch_lists as (
    select
        packed // 4096 as row_id,
        list_sort(list(packed % 4096 << 40 | bucket_count)) as bucket_counts
    from sums
    group by row_id
)

select
    row_id,
    map(
        list_transform(bucket_counts, lambda entry: ((entry >> 40) - 1000)::smallint),
        list_transform(bucket_counts, lambda entry: entry & 1099511627775)
    ) as latency_sketch
from sketch_lists;

create or replace temp table traffic_minutes as
with scopes as (
    select
        row_id,
        scope_kind,
        scope
    from scope_counters
    union all
    select
        row_id,
        scope_kinds.scope_kind,
        any_scope
    from scope_counters
    cross join scope_kinds
    where scope_counters.scope_kind = 'all' and is_uniform
)

select
    scope_counters.minute_at,
    scopes.scope_kind,
    scopes.scope,
    scope_counters.request_count::bigint as request_count,
    scope_counters.status_1xx_count::bigint as status_1xx_count,
    scope_counters.status_2xx_count::bigint as status_2xx_count,
    scope_counters.status_3xx_count::bigint as status_3xx_count,
    scope_counters.status_4xx_count::bigint as status_4xx_count,
    scope_counters.status_5xx_count::bigint as status_5xx_count,
    scope_counters.aborted_count::bigint as aborted_count,
    scope_counters.unanswered_count::bigint as unanswered_count,
    scope_counters.attempt_count::bigint as attempt_count,
    scope_counters.balancer_retry_count::bigint as balancer_retry_count,
    scope_counters.redispatch_count::bigint as redispatch_count,
    scope_counters.client_retry_count::double as client_retry_count,
    scope_counters.request_bytes::bigint as request_bytes,
    scope_counters.response_bytes::bigint as response_bytes,
    scope_counters.timed_count::bigint as timed_count,
    scope_counters.duration_ms_sum::double as duration_ms_sum,
    scope_counters.duration_ms_max::double as duration_ms_max,
    scope_counters.queue_ms_sum::double as queue_ms_sum,
    scope_counters.connect_ms_sum::double as connect_ms_sum,
    scope_counters.upstream_ms_sum::double as upstream_ms_sum,
    scope_counters.satisfied_count::bigint as satisfied_count,
    scope_counters.tolerating_count::bigint as tolerating_count,
    coalesce(latency_sketch, map([]::smallint[], []::bigint[])) as latency_sketch
from scopes
inner join scope_counters using (row_id)
left join sketches using (row_id);
