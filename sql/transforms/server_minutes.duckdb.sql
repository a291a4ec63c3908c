-- Purpose: which server of which pool and region answered how much, for questions that cut across kinds of scope.
-- Grain: one row a minute, pool, server and region.
-- Input: temporary table request_cells. Output: view server_minutes.
create or replace temp view server_minutes as
select
    minute_at,
    coalesce(pool, '(none)') as pool,
    server_id,
    region,
    sum(request_count)::bigint as request_count
from request_cells
where server_id is not null
group by minute_at, pool, server_id, region;
