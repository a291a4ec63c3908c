-- Purpose: the routes that live minutes are counted under; the others count as "(other)".
-- Grain: kept_routes has one row a route: those of the day so far, then the busiest new ones while there is room.
-- Input: views requests_of_day (the lines of one segment), live_day (minutes of the day). Output: temporary table kept_routes.
-- Parameters: route_limit.
-- The analysis of a whole day keeps its busiest routes; live the first come are kept, since nobody knows yet which will be busy.
create or replace temp table kept_routes as
with known as (
    select distinct scope as route
    from live_day
    where scope_kind = 'route' and scope not in ('(none)', '(other)')
),

candidates as (
    select
        route,
        0 as place,
        0 as request_count
    from known
    union all
    select
        route,
        1 as place,
        count(*) as request_count
    from requests_of_day
    where route is not null and route not in (from known)
    group by route
)

select route
from candidates
order by place, request_count desc, route
limit getvariable('route_limit');
