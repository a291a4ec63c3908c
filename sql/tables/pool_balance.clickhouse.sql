-- Purpose: how evenly each pool shares its work.
-- Grain: one row an hour and pool. Key: window_start_at, pool.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists pool_balance_local (
    day Date,
    load_id UInt64,
    window_start_at Int64,
    pool String,
    server_count Int64,
    request_count Int64,
    jain_index Float64
)
engine = MergeTree
partition by (day, load_id)
order by (pool, window_start_at);
