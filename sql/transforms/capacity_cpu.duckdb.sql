-- Purpose: how busy servers were with what they got.
-- Grain: one row a minute and server of the last day.
-- Input: view server_metrics_with_history, temporary table capacity_minutes. Output: temporary table capacity_cpu.
-- Parameters: capacity_to, end of the last day, ms since 1970.
-- Sums of reals are rounded, so that the order in which threads add them up decides no digit.
create or replace temp table capacity_cpu as
with samples as (
    select
        date_trunc('minute', "timestamp") as "at",
        server_id,
        round(avg(cpu_usage_percent), 9) as cpu_percent
    from server_metrics_with_history
    where
        cpu_usage_percent is not null
        and "timestamp" < epoch_ms(getvariable('capacity_to')::bigint)
        and "timestamp" >= epoch_ms(getvariable('capacity_to')::bigint) - interval 1 day
    group by all
)
select
    m.scope as server_id,
    m.throughput,
    s.cpu_percent
from capacity_minutes as m
inner join samples as s on m.scope_kind = 'server' and m.scope = s.server_id and m."at" = s."at";
