-- Purpose: rolls the requests of a day up to minutes for every kind of scope, with the latency histogram.
-- Grain: one row a minute, scope kind and scope; a kind of which the requests tell nothing has no rows.
-- Input: view requests_of_day. Output: temporary table traffic_minutes.
-- Parameters: apdex_ms (threshold T), route_limit (routes kept; the others count under "(other)").
-- Requests are touched twice, for counters and for buckets, each at the finest grain; every kind of scope is a sum of those cells.
-- Buckets are those of lib/traffic/latency_sketch.ts. Apdex counts what the service failed (5xx, unanswered) as frustrated.
create or replace temp table kept_routes as
select route
from requests_of_day
where route is not null
group by route
order by count(*) desc, route
limit getvariable('route_limit');

create or replace temp view bounded_requests as
select
    requests_of_day.* exclude (route),
    case
        when requests_of_day.route is null then null
        when kept_routes.route is null then '(other)'
        else requests_of_day.route
    end as route,
    date_trunc('minute', requested_at) as minute_at,
    status_code is null and coalesce(termination ilike 'C%' or termination ilike '%DC%', false) as is_aborted
from requests_of_day
left join kept_routes on kept_routes.route = requests_of_day.route;

create or replace temp table counter_cells as
select
    minute_at,
    balancer,
    pool,
    server_id,
    region,
    route,
    method,
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
    ) as tolerating_count
from bounded_requests
group by all;

create or replace temp table bucket_cells as
select
    minute_at,
    balancer,
    pool,
    server_id,
    region,
    route,
    method,
    case
        when duration_ms <= 0 then -1000
        else greatest(ceil(ln(duration_ms) / ln(1.01 / 0.99)), -690)
    end::smallint as bucket,
    count(*) as timed_count
from bounded_requests
where duration_ms is not null
group by all;

create or replace temp macro scopes_of(cells) as table
with kinds as (
    select
        ['all']
        || case when count(balancer) > 0 then ['balancer'] else [] end
        || case when count(pool) > 0 then ['pool'] else [] end
        || case when count(server_id) > 0 then ['server'] else [] end
        || case when count(region) > 0 then ['region'] else [] end
        || case when count(route) > 0 then ['route'] else [] end
        || case when count(method) > 0 then ['method'] else [] end as scope_kinds
    from counter_cells
),

cuts as (
    select unnest(scope_kinds) as scope_kind
    from kinds
)

select
    cuts.scope_kind,
    case cuts.scope_kind
        when 'all' then '(all)'
        when 'balancer' then coalesce(balancer, '(none)')
        when 'pool' then coalesce(pool, '(none)')
        when 'server' then coalesce(server_id, '(none)')
        when 'region' then coalesce(region, '(none)')
        when 'route' then coalesce(route, '(none)')
        else coalesce(method, '(none)')
    end as scope,
    cell.* exclude (balancer, pool, server_id, region, route, method)
from query_table(cells) as cell
cross join cuts;

create or replace temp table traffic_minutes as
with counters as (
    select
        minute_at,
        scope_kind,
        scope,
        sum(columns(* exclude (minute_at, scope_kind, scope, duration_ms_max))),
        max(duration_ms_max) as duration_ms_max
    from scopes_of('counter_cells')
    group by minute_at, scope_kind, scope
),

buckets as (
    select
        minute_at,
        scope_kind,
        scope,
        bucket,
        sum(timed_count)::bigint as timed_count
    from scopes_of('bucket_cells')
    group by minute_at, scope_kind, scope, bucket
),

sketches as (
    select
        minute_at,
        scope_kind,
        scope,
        map_from_entries(list_sort(list((bucket, timed_count)))) as latency_sketch
    from buckets
    group by minute_at, scope_kind, scope
)

select
    counters.minute_at,
    counters.scope_kind,
    counters.scope,
    request_count::bigint as request_count,
    status_1xx_count::bigint as status_1xx_count,
    status_2xx_count::bigint as status_2xx_count,
    status_3xx_count::bigint as status_3xx_count,
    status_4xx_count::bigint as status_4xx_count,
    status_5xx_count::bigint as status_5xx_count,
    aborted_count::bigint as aborted_count,
    unanswered_count::bigint as unanswered_count,
    attempt_count::bigint as attempt_count,
    balancer_retry_count::bigint as balancer_retry_count,
    redispatch_count::bigint as redispatch_count,
    client_retry_count::double as client_retry_count,
    request_bytes::bigint as request_bytes,
    response_bytes::bigint as response_bytes,
    timed_count::bigint as timed_count,
    duration_ms_sum::double as duration_ms_sum,
    duration_ms_max::double as duration_ms_max,
    queue_ms_sum::double as queue_ms_sum,
    connect_ms_sum::double as connect_ms_sum,
    upstream_ms_sum::double as upstream_ms_sum,
    satisfied_count::bigint as satisfied_count,
    tolerating_count::bigint as tolerating_count,
    coalesce(sketches.latency_sketch, map([]::smallint[], []::bigint[])) as latency_sketch
from counters
left join sketches
    on sketches.minute_at = counters.minute_at
    and sketches.scope_kind = counters.scope_kind
    and sketches.scope = counters.scope;
