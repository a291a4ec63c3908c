-- Purpose: the routes of a day that are kept; the others count under "(other)".
-- Grain: one row a route, the busiest ones, and by name where they are equally busy.
-- Input: view requests_of_day. Output: temporary table kept_routes.
-- Parameters: route_limit.
create or replace temp table kept_routes as
select route
from requests_of_day
where route is not null
group by route
order by count(*) desc, route
limit getvariable('route_limit');
