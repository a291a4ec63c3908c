-- Purpose: the requests of a day that failed in a way that clients retry, and those of the same clients for the same things.
-- Grain: one row a request.
-- Input: requests_all, load_commits_all. Output: rows of requests.
-- Parameters: $1 start of the day, ms since 1970.
-- ClickHouse: which of them matter is decided by the DuckDB file of retry_candidates; these are all that it may take.
select
    requested_at,
    balancer,
    pool,
    server_id,
    region,
    method,
    path,
    route,
    status_code,
    duration_ms,
    queue_ms,
    connect_ms,
    upstream_ms,
    attempt_count,
    is_redispatched,
    request_bytes,
    response_bytes,
    client_ip,
    user_agent,
    protocol,
    tls_version,
    termination,
    request_id,
    retry_rate,
    source,
    line
from requests_all
where
    load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
    and day = toDate(intDiv($1, 86400000))
    and (
        ifNull(status_code in (408, 429, 460, 499) or status_code >= 500, 0)
        or (isNull(status_code) and isNotNull(method))
        or match(ifNull(termination, ''), '(?i)^SD')
        or cityHash64(ifNull(client_ip, ''), ifNull(user_agent, ''), ifNull(method, ''), ifNull(path, ifNull(route, ''))) global in (
            select cityHash64(ifNull(client_ip, ''), ifNull(user_agent, ''), ifNull(method, ''), ifNull(path, ifNull(route, '')))
            from requests_all
            where
                client_ip is not null
                and (
                    ifNull(status_code in (408, 429, 460, 499) or status_code >= 500, 0)
                    or (isNull(status_code) and isNotNull(method))
                    or match(ifNull(termination, ''), '(?i)^SD')
                )
                and load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
                and day = toDate(intDiv($1, 86400000))
        )
    );
