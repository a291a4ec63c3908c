-- Purpose: the KPIs of every minute, hour and day, from minutes alone.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: temporary table day_traffic_minutes (a whole day). Output: temporary table kpis.
-- Percentile q is the middle of the first bucket at which the running count reaches q of all: within 1 % (lib/traffic/latency_sketch.ts).
-- apdex = (satisfied + tolerating / 2) / total: Apdex Alliance, "Application Performance Index Technical Specification", 2007.
-- concurrency = sum(duration) / window: Little, "A Proof for the Queuing Formula L = λW", 1961.
create or replace temp table kpi_totals as
with totals as (
    select
        date_trunc("window", minute_at) as window_start_at,
        "window",
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
    from day_traffic_minutes
    cross join (values ('minute', 60), ('hour', 3600), ('day', 86400)) as lengths ("window", window_s)
    group by all
)

select
    row_number() over () as row_id,
    *
from totals;

create or replace temp table kpi_percentiles as
with minute_buckets as (
    select
        minutes.row_id,
        hours.row_id as hour_row_id,
        unnest(map_keys(latency_sketch)) as bucket,
        unnest(map_values(latency_sketch)) as bucket_count
    from day_traffic_minutes
    inner join kpi_totals as minutes
        on minutes."window" = 'minute' and minutes.window_start_at = minute_at
        and minutes.scope_kind = day_traffic_minutes.scope_kind and minutes.scope = day_traffic_minutes.scope
    inner join kpi_totals as hours
        on hours."window" = 'hour' and hours.window_start_at = date_trunc('hour', minute_at)
        and hours.scope_kind = day_traffic_minutes.scope_kind and hours.scope = day_traffic_minutes.scope
),

hour_buckets as (
    select
        hour_row_id as row_id,
        bucket,
        sum(bucket_count)::bigint as bucket_count
    from minute_buckets
    group by hour_row_id, bucket
),

day_buckets as (
    select
        days.row_id,
        bucket,
        sum(bucket_count)::bigint as bucket_count
    from hour_buckets
    inner join kpi_totals as hours using (row_id)
    inner join kpi_totals as days
        on days."window" = 'day' and days.scope_kind = hours.scope_kind and days.scope = hours.scope
    group by days.row_id, bucket
),

buckets as (
    select
        row_id,
        bucket,
        bucket_count
    from minute_buckets
    union all
    select
        row_id,
        bucket,
        bucket_count
    from hour_buckets
    union all
    select
        row_id,
        bucket,
        bucket_count
    from day_buckets
),

running as (
    select
        row_id,
        bucket,
        sum(bucket_count) over (partition by row_id order by bucket) / sum(bucket_count) over (partition by row_id) as running_ratio
    from buckets
),

percentile_buckets as (
    select
        row_id,
        min(bucket) filter (where running_ratio >= 0.50) as p50,
        min(bucket) filter (where running_ratio >= 0.90) as p90,
        min(bucket) filter (where running_ratio >= 0.95) as p95,
        min(bucket) filter (where running_ratio >= 0.99) as p99
    from running
    group by row_id
)

select
    row_id,
    if(p50 = -1000, 0, 2 * pow(1.01 / 0.99, p50) / (1.01 / 0.99 + 1)) as p50_duration_ms,
    if(p90 = -1000, 0, 2 * pow(1.01 / 0.99, p90) / (1.01 / 0.99 + 1)) as p90_duration_ms,
    if(p95 = -1000, 0, 2 * pow(1.01 / 0.99, p95) / (1.01 / 0.99 + 1)) as p95_duration_ms,
    if(p99 = -1000, 0, 2 * pow(1.01 / 0.99, p99) / (1.01 / 0.99 + 1)) as p99_duration_ms
from percentile_buckets;

create or replace temp table kpis as
select
    window_start_at,
    "window",
    scope_kind,
    scope,
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
from kpi_totals
left join kpi_percentiles using (row_id);
