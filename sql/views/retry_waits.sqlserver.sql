-- Purpose: how clients wait before they retry, and what comes of it: at once, constantly, exponentially, all in the same instant, or without a pattern.
-- Grain: one row an hour, pattern of waits, kind of client and cause of the first failure.
-- Input: retry_chains, by the hour in which they began.
-- SQL Server: the hour is counted from 2000-01-01, from where hours fit an int; a chain may last longer than an int has milliseconds.
create view dbo.retry_waits as
with chains as (
    select
        dateadd(hour, datediff(hour, '20000101', started_at), cast('20000101' as datetime2(3))) as hour_at,
        wait_pattern,
        client_kind,
        cause,
        attempt_count,
        case when is_success = 1 then 1.0 else 0.0 end as is_success,
        1000.0 * datediff(second, started_at, ended_at) + datepart(millisecond, ended_at) - datepart(millisecond, started_at) as chain_ms,
        wasted_ms
    from dbo.retry_chains
)

select
    hour_at,
    wait_pattern,
    client_kind,
    cause,
    count_big(*) as chain_count,
    sum(attempt_count) - count_big(*) as retry_count,
    avg(cast(is_success as float)) as chain_success_ratio,
    avg(cast(chain_ms as float)) as avg_chain_ms,
    sum(wasted_ms) as wasted_ms
from chains
group by hour_at, wait_pattern, client_kind, cause;
