-- Purpose: rolls the requests that the cluster holds up to minutes for every kind of scope, with the latency histogram.
-- Grain: one row a minute, scope kind and scope; a kind of which the requests tell nothing has no rows.
-- Input: requests_all, load_commits_all. Output: the rows of traffic_minutes.
-- Parameters: $1 and $2 first moment of a span within a day and moment after its last, ms since 1970; $3 apdex_ms (threshold T); $4 route_limit.
-- ClickHouse: every shard rolls up its own requests and hands on minutes, so that no machine sees all requests; the rows are those of the DuckDB file, which
-- says more of their meaning. Scope kinds and routes are kept by the whole day. Versions before 21 know no common table expressions of rows, only of a value.
select
    minute_at,
    scope_kind,
    scope,
    request_count,
    status_1xx_count,
    status_2xx_count,
    status_3xx_count,
    status_4xx_count,
    status_5xx_count,
    aborted_count,
    unanswered_count,
    attempt_count_sum as attempt_count,
    balancer_retry_count,
    redispatch_count,
    client_retry_count,
    request_bytes_sum as request_bytes,
    response_bytes_sum as response_bytes,
    timed_count,
    duration_ms_sum,
    duration_ms_max,
    queue_ms_sum,
    connect_ms_sum,
    upstream_ms_sum,
    satisfied_count,
    tolerating_count,
    latency_sketch
from (
    with (
        select [1, count(balancer) > 0, count(pool) > 0, count(server_id) > 0, count(region) > 0, count(route) > 0, count(method) > 0]
        from requests_all
        where
            load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
            and day = toDate(intDiv($1, 86400000))
    ) as is_told,
    (
        select arrayPushBack(groupArray(kept_route), '(other)')
        from (
            select ifNull(route, '') as kept_route
            from requests_all
            where
                route is not null
                and load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
                and day = toDate(intDiv($1, 86400000))
            group by kept_route
            order by count() desc, kept_route
            limit $4
        )
    ) as kept_routes
    select
        intDiv(requested_at, 60000) * 60000 as minute_at,
        scope_kind,
        scope,
        toInt64(count()) as request_count,
        toInt64(countIf(ifNull(status_code < 200, 0))) as status_1xx_count,
        toInt64(countIf(ifNull(status_code >= 200 and status_code < 300, 0))) as status_2xx_count,
        toInt64(countIf(ifNull(status_code >= 300 and status_code < 400, 0))) as status_3xx_count,
        toInt64(countIf(ifNull(status_code >= 400 and status_code < 500, 0))) as status_4xx_count,
        toInt64(countIf(ifNull(status_code >= 500, 0))) as status_5xx_count,
        toInt64(countIf(isNull(status_code) and match(ifNull(termination, ''), '(?i)^C|DC'))) as aborted_count,
        toInt64(countIf(isNull(status_code) and not match(ifNull(termination, ''), '(?i)^C|DC'))) as unanswered_count,
        sum(ifNull(attempt_count, 0)) as attempt_count_sum,
        sum(if(ifNull(attempt_count, 0) > 1, ifNull(attempt_count, 0) - 1, 0)) as balancer_retry_count,
        toInt64(countIf(ifNull(is_redispatched = 1, 0))) as redispatch_count,
        sum(ifNull(retry_rate, 0)) as client_retry_count,
        sum(ifNull(request_bytes, 0)) as request_bytes_sum,
        sum(ifNull(response_bytes, 0)) as response_bytes_sum,
        toInt64(count(duration_ms)) as timed_count,
        sum(round(1000 * ifNull(duration_ms, 0))) / 1000 as duration_ms_sum,
        max(duration_ms) as duration_ms_max,
        sum(round(1000 * ifNull(queue_ms, 0))) / 1000 as queue_ms_sum,
        sum(round(1000 * ifNull(connect_ms, 0))) / 1000 as connect_ms_sum,
        sum(round(1000 * ifNull(upstream_ms, 0))) / 1000 as upstream_ms_sum,
        toInt64(countIf(ifNull(duration_ms <= $3 and status_code < 500, 0))) as satisfied_count,
        toInt64(countIf(ifNull(duration_ms > $3 and duration_ms <= 4 * $3 and status_code < 500, 0))) as tolerating_count,
        sumMap(
            if(isNull(duration_ms), emptyArrayInt16(), [toInt16(if(
                ifNull(duration_ms, 0) <= 0,
                -1000,
                least(greatest(ceil(log(ifNull(duration_ms, 1)) / log(1.01 / 0.99)), -690), 3000)
            ))]),
            if(isNull(duration_ms), emptyArrayInt64(), [toInt64(1)])
        ) as latency_sketch
    from requests_all
    array join
        arrayFilter(
            (kind, told) -> told,
            ['all', 'balancer', 'pool', 'server', 'region', 'route', 'method'],
            is_told
        ) as scope_kind,
        arrayFilter(
            (value, told) -> told,
            [
                '(all)',
                ifNull(balancer, '(none)'),
                ifNull(pool, '(none)'),
                ifNull(server_id, '(none)'),
                ifNull(region, '(none)'),
                if(isNull(route), '(none)', transform(ifNull(route, ''), kept_routes, kept_routes, '(other)')),
                ifNull(method, '(none)')
            ],
            is_told
        ) as scope
    where
        load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
        and day = toDate(intDiv($1, 86400000))
        and requested_at >= $1 and requested_at < $2
    group by minute_at, scope_kind, scope
);
