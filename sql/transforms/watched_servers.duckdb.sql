-- Purpose: the minutes of server metrics in which anomalies are looked for.
-- Grain: one row a minute and server; the mean of gauges and the sum of failures where a minute has several samples.
-- Input: view server_metrics_with_history. Output: temporary table watched_servers.
-- Parameters: series_from and series_to, ms since 1970.
-- Sums of reals are rounded, so that the order in which threads add them up decides no digit.
create or replace temp table watched_servers as
select
    date_trunc('minute', "timestamp") as "at",
    server_id,
    round(avg(cpu_usage_percent), 9) as cpu_usage_percent,
    round(avg(memory_usage_percent), 9) as memory_usage_percent,
    sum(backend_health_failures)::bigint as backend_health_failures
from server_metrics_with_history
where
    "timestamp" >= epoch_ms(getvariable('series_from')::bigint)
    and "timestamp" < epoch_ms(getvariable('series_to')::bigint)
group by all;
