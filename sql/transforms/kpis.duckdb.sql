-- Purpose: the KPIs of every minute, hour and day, from minutes alone.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: views day_traffic_minutes (a whole day) and percentiles (lib/kpi/percentiles.ts). Output: view kpis.
-- Hours and days are sums of minutes, times in whole microseconds, so that the order in which they are added does not matter.
-- apdex = (satisfied + tolerating / 2) / total: Apdex Alliance, "Application Performance Index Technical Specification", 2007.
-- concurrency = sum(duration) / window: Little, "A Proof for the Queuing Formula L = λW", 1961.
create or replace temp view kpis as
with minutes as (
    select
        minute_at as window_start_at,
        'minute' as "window",
        60 as window_s,
        scope_kind,
        scope,
        request_count,
        status_4xx_count + aborted_count as client_error_count,
        status_5xx_count + unanswered_count as server_error_count,
        balancer_retry_count,
        client_retry_count,
        response_bytes,
        timed_count,
        round(1000 * duration_ms_sum) as duration_us_sum,
        duration_ms_max,
        satisfied_count,
        tolerating_count
    from day_traffic_minutes
),

totals as (
    from minutes
    union all by name
    select
        date_trunc(lengths."window", window_start_at) as window_start_at,
        lengths."window",
        lengths.window_s,
        scope_kind,
        scope,
        max(duration_ms_max) as duration_ms_max,
        sum(columns(minutes.* exclude (window_start_at, "window", window_s, scope_kind, scope, duration_ms_max))::double)
    from minutes
    cross join (values ('hour', 3600), ('day', 86400)) as lengths ("window", window_s)
    group by all
)

select
    window_start_at,
    "window",
    scope_kind,
    scope,
    request_count::bigint as request_count,
    request_count / window_s as requests_per_second,
    duration_us_sum / 1000 / nullif(timed_count, 0) as avg_duration_ms,
    p50_duration_ms,
    p90_duration_ms,
    p95_duration_ms,
    p99_duration_ms,
    duration_ms_max as max_duration_ms,
    (client_error_count + server_error_count) / request_count as error_ratio,
    server_error_count / request_count as server_error_ratio,
    (balancer_retry_count + client_retry_count) / request_count as retry_ratio,
    (request_count + balancer_retry_count) / nullif(greatest(request_count - client_retry_count, 0), 0) as amplification,
    (satisfied_count + tolerating_count / 2) / nullif(timed_count, 0) as apdex,
    1 - server_error_count / request_count as availability,
    response_bytes / window_s as bytes_per_second,
    if(timed_count = 0, null, duration_us_sum / 1e6 / window_s) as concurrency
from totals
left join percentiles using (window_start_at, "window", scope_kind, scope);
