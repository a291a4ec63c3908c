-- Purpose: the totals of a run, for its report.
-- Grain: one row.
-- Input: temporary table all_traffic_minutes. Output: temporary table report_totals.
-- Percentiles as in transforms/kpis, over the sum of all sketches.
create or replace temp table report_totals as
with totals as (
    select
        min(minute_at) as from_at,
        max(minute_at) + interval 1 minute as to_at,
        count(*) as active_minute_count,
        coalesce(sum(request_count), 0)::bigint as request_count,
        coalesce(sum(status_4xx_count + aborted_count), 0)::bigint as client_error_count,
        coalesce(sum(status_5xx_count + unanswered_count), 0)::bigint as server_error_count,
        coalesce(sum(balancer_retry_count), 0)::bigint as balancer_retry_count,
        coalesce(sum(client_retry_count), 0) as client_retry_count,
        coalesce(sum(response_bytes), 0)::bigint as response_bytes,
        coalesce(sum(timed_count), 0)::bigint as timed_count,
        sum(duration_ms_sum) / nullif(sum(timed_count), 0) as avg_duration_ms,
        max(duration_ms_max) as max_duration_ms,
        (sum(satisfied_count) + sum(tolerating_count) / 2) / nullif(sum(timed_count), 0) as apdex,
        max(request_count) as busiest_minute_request_count
    from all_traffic_minutes
    where scope_kind = 'all'
),

minute_buckets as (
    select
        unnest(map_keys(latency_sketch)) as bucket,
        unnest(map_values(latency_sketch)) as bucket_count
    from all_traffic_minutes
    where scope_kind = 'all'
),

buckets as (
    select
        bucket,
        sum(bucket_count) as bucket_count
    from minute_buckets
    group by bucket
),

running as (
    select
        if(bucket = -1000, 0, 2 * pow(1.01 / 0.99, bucket) / (1.01 / 0.99 + 1)) as duration_ms,
        sum(bucket_count) over (order by bucket) / sum(bucket_count) over () as running_ratio
    from buckets
),

percentiles as (
    select
        min(duration_ms) filter (where running_ratio >= 0.50) as p50_duration_ms,
        min(duration_ms) filter (where running_ratio >= 0.90) as p90_duration_ms,
        min(duration_ms) filter (where running_ratio >= 0.95) as p95_duration_ms,
        min(duration_ms) filter (where running_ratio >= 0.99) as p99_duration_ms
    from running
)

select *
from totals
cross join percentiles;
