-- Purpose: the KPIs of every minute, hour and day, from minutes alone.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: temporary table traffic_minutes (whole days). Output: temporary table kpis.
-- Percentile q is the middle of the first bucket at which the running count reaches q of all: within 1 % (lib/traffic/latency_sketch.ts).
-- apdex = (satisfied + tolerating / 2) / total: Apdex Alliance, "Application Performance Index Technical Specification", 2007.
-- concurrency = sum(duration) / window: Little, "A Proof for the Queuing Formula L = λW", 1961.
create or replace temp table kpis as
with windows as (
    select *
    from (
        values ('minute', 60), ('hour', 3600), ('day', 86400)
    ) as lengths ("window", window_s)
),

totals as (
    select
        date_trunc(windows."window", minute_at) as window_start_at,
        windows."window",
        window_s,
        scope_kind,
        scope,
        sum(request_count) as request_count,
        sum(status_4xx_count + aborted_count) as client_error_count,
        sum(status_5xx_count + unanswered_count) as server_error_count,
        sum(balancer_retry_count) as balancer_retry_count,
        sum(client_retry_count) as client_retry_count,
        sum(response_bytes) as response_bytes,
        sum(timed_count) as timed_count,
        sum(duration_ms_sum) as duration_ms_sum,
        max(duration_ms_max) as duration_ms_max,
        sum(satisfied_count) as satisfied_count,
        sum(tolerating_count) as tolerating_count
    from traffic_minutes
    cross join windows
    group by all
),

minute_buckets as (
    select
        minute_at,
        scope_kind,
        scope,
        unnest(map_keys(latency_sketch)) as bucket,
        unnest(map_values(latency_sketch)) as bucket_count
    from traffic_minutes
),

buckets as (
    select minute_at as window_start_at, 'minute' as "window", scope_kind, scope, bucket, bucket_count
    from minute_buckets
    union all
    select
        date_trunc(windows."window", minute_at) as window_start_at,
        windows."window",
        scope_kind,
        scope,
        bucket,
        sum(bucket_count)::bigint as bucket_count
    from minute_buckets
    inner join windows on windows."window" <> 'minute'
    group by all
),

running as (
    select
        *,
        sum(bucket_count) over bucket_order as running_count,
        sum(bucket_count) over (partition by window_start_at, "window", scope_kind, scope) as total_count
    from buckets
    window bucket_order as (partition by window_start_at, "window", scope_kind, scope order by bucket)
),

percentile_buckets as (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        min(bucket) filter (where running_count >= 0.50 * total_count) as p50_bucket,
        min(bucket) filter (where running_count >= 0.90 * total_count) as p90_bucket,
        min(bucket) filter (where running_count >= 0.95 * total_count) as p95_bucket,
        min(bucket) filter (where running_count >= 0.99 * total_count) as p99_bucket
    from running
    group by all
),

bucket_middles as (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        if(p50_bucket = -1000, 0, 2 * pow(1.01 / 0.99, p50_bucket) / (1.01 / 0.99 + 1)) as p50_duration_ms,
        if(p90_bucket = -1000, 0, 2 * pow(1.01 / 0.99, p90_bucket) / (1.01 / 0.99 + 1)) as p90_duration_ms,
        if(p95_bucket = -1000, 0, 2 * pow(1.01 / 0.99, p95_bucket) / (1.01 / 0.99 + 1)) as p95_duration_ms,
        if(p99_bucket = -1000, 0, 2 * pow(1.01 / 0.99, p99_bucket) / (1.01 / 0.99 + 1)) as p99_duration_ms
    from percentile_buckets
)

select
    totals.window_start_at,
    totals."window",
    totals.scope_kind,
    totals.scope,
    request_count::bigint as request_count,
    request_count / window_s as requests_per_second,
    duration_ms_sum / nullif(timed_count, 0) as avg_duration_ms,
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
    if(timed_count = 0, null, duration_ms_sum / (1000 * window_s)) as concurrency
from totals
left join bucket_middles
    on bucket_middles.window_start_at = totals.window_start_at
    and bucket_middles."window" = totals."window"
    and bucket_middles.scope_kind = totals.scope_kind
    and bucket_middles.scope = totals.scope;
