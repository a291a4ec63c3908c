-- Purpose: what comes first, retries or trouble: how the share of retries goes with latency and errors that many minutes earlier or later.
-- Grain: one row a UTC day, metric (p95_duration_ms, server_error_ratio) and lag of -10 to 10 minutes.
-- Input: kpis of minutes of all traffic.
-- A positive lag relates retries with the metric so many minutes before them: where the strongest correlation is there, trouble came first; at a negative lag
-- retries did. correlation is Pearson's, null where either does not vary and of fewer than 30 minutes, whose chance would be told as a finding. Pearson, "Notes on regression and inheritance", 1895.
create or replace view retry_lags as
with minutes as (
    select
        window_start_at,
        retry_ratio,
        p95_duration_ms,
        server_error_ratio
    from kpis
    where "window" = 'minute' and scope_kind = 'all'
),

metrics as (
    unpivot minutes
    on p95_duration_ms, server_error_ratio::double as server_error_ratio
    into name metric value metric_value
),

correlations as (
    select
        date_trunc('day', metrics.window_start_at) as day_at,
        metric,
        lags.lag_minutes,
        count(*) as minute_count,
        if(count(*) >= 30, corr(minutes.retry_ratio, metric_value), null) as correlation
    from metrics
    cross join (select unnest(range(-10, 11)) as lag_minutes) as lags
    inner join minutes
        on minutes.window_start_at = metrics.window_start_at + lags.lag_minutes * interval 1 minute
    group by all
)

select
    day_at,
    metric,
    lag_minutes,
    minute_count,
    if(isfinite(correlation), correlation, null) as correlation,
    coalesce(
        abs(correlation) = max(abs(correlation)) filter (where isfinite(correlation)) over (partition by day_at, metric),
        false
    ) as is_strongest
from correlations;
