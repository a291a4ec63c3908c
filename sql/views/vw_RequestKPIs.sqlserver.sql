-- Purpose: the headline numbers under the names of the original project.
-- Grain: one row over all minutes that are kept, or none where there are none.
-- Input: traffic_minutes of all traffic.
-- The 95th percentile is read from the sum of all sketches: the middle of the first bucket that 95 % of durations do not exceed, within 1 %.
create view dbo.vw_RequestKPIs as
with minutes as (
    select
        minute_at,
        request_count,
        status_4xx_count + status_5xx_count + aborted_count + unanswered_count as error_count,
        balancer_retry_count + client_retry_count as retry_count,
        timed_count,
        duration_ms_sum,
        latency_sketch
    from dbo.traffic_minutes
    where scope_kind = N'all'
),

totals as (
    select
        sum(request_count) as request_count,
        sum(error_count) as error_count,
        sum(retry_count) as retry_count,
        sum(timed_count) as timed_count,
        sum(duration_ms_sum) as duration_ms_sum,
        datediff(second, min(minute_at), max(minute_at)) + 60 as span_s
    from minutes
    having count(*) > 0
),

buckets as (
    select
        cast(keyed.value as int) as bucket,
        sum(cast(counted.value as bigint)) as bucket_count
    from minutes
    cross apply openjson(minutes.latency_sketch, N'$.buckets') as keyed
    cross apply openjson(minutes.latency_sketch, N'$.counts') as counted
    where counted."key" = keyed."key"
    group by cast(keyed.value as int)
),

running as (
    select
        bucket,
        cast(sum(bucket_count) over (order by bucket rows unbounded preceding) as float) as running_count,
        cast(sum(bucket_count) over () as float) as timed_count
    from buckets
),

percentile as (
    select min(bucket) as bucket
    from running
    where running_count >= 0.95 * timed_count
)

select
    totals.request_count as total_requests,
    round(cast(totals.request_count as float) / totals.span_s, 2) as requests_per_second,
    round(totals.duration_ms_sum / nullif(totals.timed_count, 0), 2) as avg_response_time_ms,
    round(
        case when percentile.bucket = -1000 then 0 else 2 * power(cast(1.01 as float) / 0.99, percentile.bucket) / (1.01 / 0.99 + 1) end, 2
    ) as p95_response_time_ms,
    round(100 * cast(totals.error_count as float) / totals.request_count, 2) as error_rate_percent,
    round(totals.retry_count / totals.request_count, 3) as avg_retry_rate
from totals
cross join percentile;
