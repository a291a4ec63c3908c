-- Purpose: the requests of a day that failed in a way that clients retry, and all requests that may repeat one of them.
-- Grain: retry_failures has one row a failed request; retry_keys one a client and what it asked for in vain; retry_candidates one a request of such a key,
-- numbered from 0 in the order of their starts, whichever balancer has logged them; client_minutes one a minute and user agent.
-- Input: view requests_of_day. Output: temporary tables retry_failures, retry_keys, retry_candidates and client_minutes, view judged_requests.
-- Parameters: browser, library, crawler and health_check, the patterns of lib/retry/client_kind.ts.
-- A client is its address and user agent, what it asked for a method and target as sent, or the route where the target is unknown. 504 and 408 are timeouts, and
-- so is what HAProxy says a server or client let time out; 499, 460, no status at all and an answer that the server cut are cut connections.
create or replace temp view judged_requests as
select
    *,
    case
        when status_code = 429 then 'too_many_requests'
        when status_code in (408, 504) or (status_code >= 500 and regexp_matches(termination, '^[sc][RQCHDLT]')) then 'timeout'
        when status_code >= 500 then 'server_error'
        when status_code in (460, 499) or (status_code is null and method is not null) or termination ilike 'SD%' then 'cut'
    end as cause,
    if(client_ip is null, null, hash(client_ip, user_agent, method, coalesce(path, route))) as key_hash
from requests_of_day;

create or replace temp table retry_failures as
select
    date_trunc('minute', requested_at) as minute_at,
    balancer,
    pool,
    server_id,
    region,
    route,
    coalesce(user_agent, '') as user_agent,
    cause,
    key_hash
from judged_requests
where cause is not null;

create or replace temp table client_minutes as
with agent_minutes as (
    select
        date_trunc('minute', requested_at) as minute_at,
        coalesce(user_agent, '') as user_agent,
        count(*) as request_count
    from requests_of_day
    group by all
),

client_kinds as (
    select
        user_agent,
        case
            when regexp_matches(user_agent, getvariable('health_check'), 'i') then 'health_check'
            when regexp_matches(user_agent, getvariable('crawler'), 'i') then 'crawler'
            when regexp_matches(user_agent, getvariable('library'), 'i') then 'library'
            when regexp_matches(user_agent, getvariable('browser'), 'i') then 'browser'
            else 'other'
        end as client_kind
    from (select distinct user_agent from agent_minutes)
)

select
    minute_at,
    user_agent,
    client_kind,
    request_count
from agent_minutes
inner join client_kinds using (user_agent);

create or replace temp table retry_keys as
select
    key_hash,
    row_number() over () - 1 as key_id
from (select distinct key_hash from retry_failures where key_hash is not null);

create or replace temp table retry_candidates as
select
    row_number() over (order by requested_at, source, line) - 1 as request,
    key_id,
    requested_at,
    greatest(coalesce(duration_ms, 0), 0) as duration_ms,
    cause is not null as is_failed,
    source,
    line
from judged_requests
inner join retry_keys using (key_hash);
