-- Purpose: how evenly each pool shares its work.
-- Grain: one row an hour and pool. Key: window_start_at, pool.
create table if not exists pool_balance (
    window_start_at timestamp not null,
    pool varchar not null,
    server_count bigint not null,
    request_count bigint not null,
    jain_index double not null
);
