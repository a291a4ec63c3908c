-- Purpose: how clients wait before they retry, and what comes of it: at once, constantly, exponentially, all in the same instant, or without a pattern.
-- Grain: one row an hour, pattern of waits, kind of client and cause of the first failure.
-- Input: retry_chains, by the hour in which they began.
create or replace view retry_waits as
select
    date_trunc('hour', started_at) as hour_at,
    wait_pattern,
    client_kind,
    cause,
    count(*) as chain_count,
    (sum(attempt_count) - count(*))::bigint as retry_count,
    avg(is_success::integer) as chain_success_ratio,
    avg(epoch_ms(ended_at) - epoch_ms(started_at)) as avg_chain_ms,
    sum(wasted_ms) as wasted_ms
from retry_chains
group by all;
