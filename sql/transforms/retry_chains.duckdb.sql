-- Purpose: the chains of a day, with what each attempt was and which retries they are in minutes.
-- Grain: chain_requests has one row an attempt of a chain; retry_chains one a chain; inferred_retries one a minute, scope kind and scope with retries of requests
-- whose source does not state a retry_rate.
-- Input: view retry_attempts (lib/retry/retry_attempt.ts), temporary tables retry_candidates, client_minutes and kept_routes, view judged_requests. Output:
-- temporary tables chain_requests and inferred_retries, view retry_chains.
create or replace temp table chain_requests as
with attempts as (
    select
        chain,
        attempt,
        wait_ms,
        wait_pattern,
        source,
        line
    from retry_attempts
    inner join retry_candidates using (request)
),

client_kinds as (
    select distinct
        user_agent,
        client_kind
    from client_minutes
)

select
    attempts.*,
    requests.requested_at,
    date_trunc('minute', requests.requested_at) as minute_at,
    requests.client_ip,
    client_kinds.client_kind,
    requests.method,
    coalesce(kept_routes.route, if(requests.route is null, null, '(other)')) as route,
    requests.balancer,
    requests.pool,
    requests.server_id,
    requests.region,
    requests.status_code,
    requests.duration_ms,
    requests.upstream_ms,
    requests.cause,
    lag(requests.cause) over (partition by chain order by attempt) as cause_before,
    max(attempt) over (partition by chain) = attempt as is_last,
    requests.retry_rate is null as is_untold
from judged_requests as requests
inner join attempts using (source, line)
inner join client_kinds on client_kinds.user_agent = coalesce(requests.user_agent, '')
left join kept_routes on kept_routes.route = requests.route;

create or replace temp view retry_chains as
select
    min(requested_at) as started_at,
    arg_min(source, attempt) as source,
    arg_min(line, attempt) as line,
    any_value(client_ip) as client_ip,
    any_value(client_kind) as client_kind,
    any_value(method) as method,
    any_value(route) as route,
    arg_min_null(pool, attempt) as pool,
    arg_min_null(region, attempt) as region,
    arg_min_null(balancer, attempt) as balancer,
    count(*) as attempt_count,
    arg_min(cause, attempt) as cause,
    arg_min_null(status_code, attempt) as first_status_code,
    arg_max_null(status_code, attempt) as last_status_code,
    arg_max_null(cause, attempt) is null as is_success,
    arg_max(requested_at + to_milliseconds(ceil(coalesce(duration_ms, 0))::bigint), attempt) as ended_at,
    any_value(wait_pattern) as wait_pattern,
    to_json(list(round(wait_ms, 3) order by attempt) filter (where attempt > 1)) as waits_ms,
    to_json(list(duration_ms order by attempt)) as durations_ms,
    to_json(list(status_code order by attempt)) as status_codes,
    to_json(list(server_id order by attempt)) as servers,
    coalesce(sum(duration_ms) filter (where cause is not null), 0) as wasted_ms
from chain_requests
group by chain;

create or replace temp table inferred_retries as
with retries as (
    select *
    from chain_requests
    where attempt > 1 and is_untold
),

scopes as (
    select
        unnest(['all', 'balancer', 'pool', 'server', 'region', 'route', 'method']) as scope_kind,
        unnest(['(all)', balancer, pool, server_id, region, route, method]) as scope,
        minute_at
    from retries
)

select
    minute_at,
    scope_kind,
    coalesce(scope, '(none)') as scope,
    count(*) as retry_count
from scopes
group by all;
