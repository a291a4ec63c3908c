-- Purpose: how clients wait before they retry, and what comes of it: at once, constantly, exponentially, all in the same instant, or without a pattern.
-- Grain: one row an hour, pattern of waits, kind of client and cause of the first failure.
-- Input: retry_chains, by the hour in which they began.
create view if not exists retry_waits as
select
    intDiv(started_at, 3600000) * 3600000 as hour_at,
    wait_pattern,
    client_kind,
    cause,
    toInt64(count()) as chain_count,
    toInt64(sum(attempt_count) - count()) as retry_count,
    avg(is_success) as chain_success_ratio,
    avg(ended_at - started_at) as avg_chain_ms,
    sum(retry_chains.wasted_ms) as wasted_ms
from retry_chains
group by hour_at, wait_pattern, client_kind, cause;
