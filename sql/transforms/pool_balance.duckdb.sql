-- Purpose: how evenly each pool shares its work over its servers.
-- Grain: one row an hour and pool. Requests that no server answered do not count.
-- Input: view day_server_minutes. Output: view pool_balance.
-- jain_index = (sum x)^2 / (n sum x^2): Jain, Chiu, Hawe, "A Quantitative Measure of Fairness and Discrimination", 1984.
create or replace temp view pool_balance as
with servers as (
    select
        date_trunc('hour', minute_at) as window_start_at,
        pool,
        server_id,
        sum(request_count)::double as request_count
    from day_server_minutes
    group by all
)

select
    window_start_at,
    pool,
    count(*) as server_count,
    sum(request_count)::bigint as request_count,
    pow(sum(request_count), 2) / (count(*) * sum(pow(request_count, 2))) as jain_index
from servers
group by window_start_at, pool;
