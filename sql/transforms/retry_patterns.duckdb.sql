-- Purpose: how the client retries of a day are made: at once, in step with others, because of which server, at which attempt.
-- Grain: one row a UTC day, pattern and scope.
-- Input: tables all_retry_chains and all_traffic_minutes. Output: view retry_patterns.
create or replace temp view retry_patterns as
with chains as (
    select
        date_trunc('day', started_at) as day_at,
        coalesce(route, '(unknown)') as route,
        client_kind,
        wait_pattern,
        attempt_count,
        is_success,
        from_json(waits_ms, '["DOUBLE"]') as waits,
        from_json(servers, '["VARCHAR"]') as server_ids
    from all_retry_chains
),
-- A retry is attempt 2 and later; it waited for waits[attempt - 1], and the server of the attempt before it is to blame.
retries as (
    select
        day_at,
        route,
        client_kind,
        attempt,
        waits[attempt - 1] as wait_ms,
        server_ids[attempt - 1] as blamed_server,
        wait_pattern = 'synchronised' as is_synchronised,
        not (is_success and attempt = attempt_count) as is_failed
    from (select *, unnest(range(2, attempt_count + 1)) as attempt from chains)
),
servers as (
    select
        date_trunc('day', minute_at) as day_at,
        scope,
        sum(request_count) as request_count
    from all_traffic_minutes
    where scope_kind = 'server'
    group by all
),
server_shares as (
    select
        day_at,
        scope,
        request_count / sum(request_count) over (partition by day_at) as request_share
    from servers
),
blamed as (
    select
        day_at,
        blamed_server as scope,
        sum(count(*)) over (partition by day_at) as retry_count,
        count(*) as pattern_count
    from retries
    group by day_at, blamed_server
),
attempts as (
    select
        day_at,
        attempt,
        count(*) as retry_count,
        count(*) filter (is_failed) as pattern_count
    from retries
    group by all
)
select
    day_at,
    'backoff' as pattern,
    route as scope,
    count(*)::double as retry_count,
    (count(*) filter (wait_ms <= 100))::double as pattern_count,
    null::double as request_share
from retries
group by all
union all
select
    day_at,
    'jitter',
    client_kind,
    count(*)::double,
    (count(*) filter (is_synchronised))::double,
    null
from retries
group by all
union all
select
    blamed.day_at,
    'server',
    blamed.scope,
    blamed.retry_count::double,
    blamed.pattern_count::double,
    server_shares.request_share::double
from blamed
inner join server_shares using (day_at, scope)
union all
-- Attempts of this number and later ones together.
select
    day_at,
    'attempts',
    attempt::varchar,
    (sum(retry_count) over later)::double,
    (sum(pattern_count) over later)::double,
    null
from attempts
window later as (partition by day_at order by attempt desc);
