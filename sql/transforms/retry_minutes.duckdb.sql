-- Purpose: what is retried in a day, by whom, why, and what it costs, minute by minute.
-- Grain: one row a minute, scope kind and scope with a failure or a retry; of kinds of clients one a minute with a request.
-- Input: temporary tables retry_failures, chain_requests, client_minutes and kept_routes, view day_traffic_minutes. Output: view retry_minutes.
-- Times are summed in whole microseconds, so that the order in which they are added does not matter.
-- Failures of kinds of scope of which the requests tell nothing have no minutes in traffic_minutes, and none here.
create or replace temp view retry_minutes as
with client_kinds as (
    select distinct
        user_agent,
        client_kind
    from client_minutes
),

events as (
    select
        minute_at,
        balancer,
        pool,
        server_id,
        region,
        coalesce(kept_routes.route, if(retry_failures.route is null, null, '(other)')) as route,
        cause,
        client_kind,
        1 as failed_count
    from retry_failures
    inner join client_kinds using (user_agent)
    left join kept_routes on kept_routes.route = retry_failures.route
    union all by name
    select
        minute_at,
        balancer,
        pool,
        server_id,
        region,
        route,
        coalesce(cause_before, cause) as cause,
        client_kind,
        (attempt > 1)::integer as client_retry_count,
        (attempt = 2)::integer as attempt_2_count,
        (attempt = 3)::integer as attempt_3_count,
        (attempt > 3)::integer as attempt_4_count,
        (attempt = 2 and cause is null)::integer as attempt_2_success_count,
        (attempt = 3 and cause is null)::integer as attempt_3_success_count,
        (attempt > 3 and cause is null)::integer as attempt_4_success_count,
        (attempt > 1 and cause is not null)::integer as failed_retry_count,
        (cause is not null)::integer as wasted_request_count,
        if(cause is null, 0, round(1000 * coalesce(upstream_ms, duration_ms, 0))) as wasted_server_us,
        (wait_ms <= 100)::integer as wait_100ms_count,
        (wait_ms > 100 and wait_ms <= 1000)::integer as wait_1s_count,
        (wait_ms > 1000 and wait_ms <= 10000)::integer as wait_10s_count,
        (wait_ms > 10000)::integer as wait_longer_count,
        coalesce(wait_ms, 0) as wait_ms_sum,
        (is_last and cause is null)::integer as chain_success_count,
        (is_last and cause is not null)::integer as chain_failure_count
    from chain_requests
),

cells as (
    select
        minute_at,
        balancer,
        pool,
        server_id,
        region,
        route,
        cause,
        client_kind,
        sum(columns(events.* exclude (minute_at, balancer, pool, server_id, region, route, cause, client_kind)))
    from events
    group by all
),

scopes as (
    select
        unnest(['all', 'balancer', 'pool', 'server', 'region', 'route', 'cause', 'client_kind']) as scope_kind,
        unnest([
            '(all)', coalesce(balancer, '(none)'), coalesce(pool, '(none)'), coalesce(server_id, '(none)'),
            coalesce(region, '(none)'), coalesce(route, '(none)'), cause, client_kind
        ]) as scope,
        *
    from cells
),

retried as (
    select
        minute_at,
        scope_kind,
        scope,
        sum(columns(scopes.* exclude (minute_at, scope_kind, scope, balancer, pool, server_id, region, route, cause, client_kind)))
    from scopes
    group by all
),

traffic as (
    select
        minute_at,
        scope_kind,
        scope,
        request_count,
        balancer_retry_count,
        redispatch_count
    from day_traffic_minutes
    where scope_kind <> 'method'
    union all by name
    select
        minute_at,
        'client_kind' as scope_kind,
        client_kind as scope,
        sum(request_count) as request_count
    from client_minutes
    group by minute_at, client_kind
    union all by name
    select
        minute_at,
        scope_kind,
        scope,
        failed_count as request_count
    from retried
    where scope_kind = 'cause'
)

select
    minute_at,
    scope_kind,
    scope,
    coalesce(request_count, 0)::bigint as request_count,
    coalesce(failed_count, 0)::bigint as failed_count,
    coalesce(client_retry_count, 0)::bigint as client_retry_count,
    coalesce(balancer_retry_count, 0)::bigint as balancer_retry_count,
    coalesce(redispatch_count, 0)::bigint as redispatch_count,
    if(scope_kind = 'cause', 0, request_count - coalesce(client_retry_count, 0))::bigint as attempt_1_count,
    if(
        scope_kind = 'cause',
        0,
        request_count - coalesce(client_retry_count, 0) - coalesce(failed_count, 0) + coalesce(failed_retry_count, 0)
    )::bigint as attempt_1_success_count,
    coalesce(attempt_2_count, 0)::bigint as attempt_2_count,
    coalesce(attempt_2_success_count, 0)::bigint as attempt_2_success_count,
    coalesce(attempt_3_count, 0)::bigint as attempt_3_count,
    coalesce(attempt_3_success_count, 0)::bigint as attempt_3_success_count,
    coalesce(attempt_4_count, 0)::bigint as attempt_4_count,
    coalesce(attempt_4_success_count, 0)::bigint as attempt_4_success_count,
    (coalesce(wasted_request_count, 0) + coalesce(balancer_retry_count, 0))::bigint as wasted_request_count,
    coalesce(wasted_server_us, 0) / 1000 as wasted_server_ms,
    coalesce(wait_100ms_count, 0)::bigint as wait_100ms_count,
    coalesce(wait_1s_count, 0)::bigint as wait_1s_count,
    coalesce(wait_10s_count, 0)::bigint as wait_10s_count,
    coalesce(wait_longer_count, 0)::bigint as wait_longer_count,
    coalesce(wait_ms_sum, 0)::double as wait_ms_sum,
    coalesce(chain_success_count, 0)::bigint as chain_success_count,
    coalesce(chain_failure_count, 0)::bigint as chain_failure_count
from traffic
left join retried using (minute_at, scope_kind, scope)
where failed_count > 0 or client_retry_count > 0 or balancer_retry_count > 0 or scope_kind = 'client_kind';
