-- Purpose: which server of which pool and region answered how much, for questions that cut across kinds of scope.
-- Grain: one row a minute, pool, server and region.
-- Input: requests_all, load_commits_all. Output: the rows of server_minutes.
-- Parameters: $1 start of the day, ms since 1970.
-- ClickHouse: every shard counts its own requests; the rows are those of the DuckDB file.
select
    minute_at,
    pool_name as pool,
    server_id,
    region,
    request_count
from (
    select
        intDiv(requested_at, 60000) * 60000 as minute_at,
        ifNull(pool, '(none)') as pool_name,
        server_id,
        region,
        toInt64(count()) as request_count
    from requests_all
    where
        server_id is not null
        and load_id global in (select max(load_id) from load_commits_all where table_name = 'requests' group by unit)
        and day = toDate(intDiv($1, 86400000))
    group by minute_at, pool_name, server_id, region
);
