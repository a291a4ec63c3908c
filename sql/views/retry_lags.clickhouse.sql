-- Purpose: what comes first, retries or trouble: how the share of retries goes with latency and errors that many minutes earlier or later.
-- Grain: one row a UTC day, metric (p95_duration_ms, server_error_ratio) and lag of -10 to 10 minutes.
-- Input: kpis of minutes of all traffic.
-- A positive lag relates retries with the metric so many minutes before them: where the strongest correlation is there, trouble came first; at a negative lag
-- retries did. correlation is Pearson's, null where either does not vary and of fewer than 30 minutes, whose chance would be told as a finding. Pearson, "Notes on regression and inheritance", 1895.
-- ClickHouse: without window functions, the lags of a day and metric are gathered in arrays; a number stands for a metric and a lag, as 18.16 has one array join.
create view if not exists retry_lags as
select
    day_at,
    metric,
    lag as lag_minutes,
    related_count as minute_count,
    if(isFinite(related), related, null) as correlation,
    isFinite(related) and abs(related) = strongest as is_strongest
from (
    select
        day_at,
        metric,
        groupArray(lag_minutes) as lags,
        groupArray(minute_count) as minute_counts,
        groupArray(correlation) as correlations,
        max(if(isFinite(correlation), abs(correlation), -1)) as strongest
    from (
        select
            intDiv(metric_at, 86400000) * 86400000 as day_at,
            metric,
            lag_minutes,
            toInt64(count()) as minute_count,
            if(count() >= 30, corr(retry_ratio, assumeNotNull(metric_value)), nan) as correlation
        from (
            select
                window_start_at as metric_at,
                if(place < 21, 'p95_duration_ms', 'server_error_ratio') as metric,
                if(place < 21, p95_duration_ms, toNullable(server_error_ratio)) as metric_value,
                toInt64(place % 21) - 10 as lag_minutes,
                window_start_at + (toInt64(place % 21) - 10) * 60000 as retry_at
            from kpis
            array join range(42) as place
            where "window" = 'minute' and scope_kind = 'all'
        )
        all inner join (
            select
                window_start_at as retry_at,
                retry_ratio
            from kpis
            where "window" = 'minute' and scope_kind = 'all'
        ) using retry_at
        where metric_value is not null
        group by day_at, metric, lag_minutes
    )
    group by day_at, metric
)
array join
    lags as lag,
    minute_counts as related_count,
    correlations as related;
