-- Purpose: the routes of a day that were kept where its requests were rolled up elsewhere.
-- Grain: one row a route.
-- Input: view rolled_up_minutes. Output: temporary table kept_routes.
create or replace temp table kept_routes as
select distinct scope as route
from rolled_up_minutes
where scope_kind = 'route' and scope not in ('(none)', '(other)');
