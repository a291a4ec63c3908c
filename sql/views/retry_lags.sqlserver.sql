-- Purpose: what comes first, retries or trouble: how the share of retries goes with latency and errors that many minutes earlier or later.
-- Grain: one row a UTC day, metric (p95_duration_ms, server_error_ratio) and lag of -10 to 10 minutes.
-- Input: kpis of minutes of all traffic.
-- A positive lag relates retries with the metric so many minutes before them: where the strongest correlation is there, trouble came first; at a negative lag
-- retries did. correlation is Pearson's, null where either does not vary and of fewer than 30 minutes, whose chance would be told as a finding. Pearson, "Notes on regression and inheritance", 1895.
-- SQL Server: the correlation is computed from sums of what is left after the day's means, so that no digits are lost; minutes are joined by their
-- numbers, because moments that are computed are compared one by one by Babelfish.
create view dbo.retry_lags as
with minutes as (
    select
        datediff(minute, cast('2000-01-01' as datetime2(3)), window_start_at) as minute_number,
        cast(cast(window_start_at as date) as datetime2(3)) as day_at,
        retry_ratio,
        p95_duration_ms,
        server_error_ratio
    from dbo.kpis
    where "window" = N'minute' and scope_kind = N'all'
),

metrics as (
    select
        minute_number,
        day_at,
        cast(N'p95_duration_ms' as nvarchar(32)) as metric,
        p95_duration_ms as metric_value
    from minutes
    where p95_duration_ms is not null
    union all
    select
        minute_number,
        day_at,
        cast(N'server_error_ratio' as nvarchar(32)),
        server_error_ratio
    from minutes
),

means as (
    select
        metrics.day_at,
        metrics.metric,
        avg(metrics.metric_value) as mean_value,
        avg(minutes.retry_ratio) as mean_ratio
    from metrics
    inner join minutes on minutes.minute_number = metrics.minute_number
    group by metrics.day_at, metrics.metric
),

lags as (
    select lag_minutes
    from (
        values (-10), (-9), (-8), (-7), (-6), (-5), (-4), (-3), (-2), (-1), (0),
            (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)
    ) as numbers (lag_minutes)
),

pairs as (
    select
        metrics.day_at,
        metrics.metric,
        lags.lag_minutes,
        metrics.metric_value - means.mean_value as x,
        minutes.retry_ratio - means.mean_ratio as y
    from metrics
    inner join means on means.day_at = metrics.day_at and means.metric = metrics.metric
    cross join lags
    inner join minutes on minutes.minute_number = metrics.minute_number + lags.lag_minutes
),

sums as (
    select
        day_at,
        metric,
        lag_minutes,
        count_big(*) as minute_count,
        sum(x * y) - sum(x) * sum(y) / count_big(*) as xy,
        sum(x * x) - sum(x) * sum(x) / count_big(*) as xx,
        sum(y * y) - sum(y) * sum(y) / count_big(*) as yy
    from pairs
    group by day_at, metric, lag_minutes
),

correlations as (
    select
        day_at,
        metric,
        lag_minutes,
        minute_count,
        case when minute_count >= 30 and xx > 0 and yy > 0 then xy / (sqrt(xx) * sqrt(yy)) end as correlation
    from sums
)

select
    day_at,
    metric,
    cast(lag_minutes as bigint) as lag_minutes,
    minute_count,
    correlation,
    cast(
        case when abs(correlation) = max(abs(correlation)) over (partition by day_at, metric) then 1 else 0 end as bit
    ) as is_strongest
from correlations;
