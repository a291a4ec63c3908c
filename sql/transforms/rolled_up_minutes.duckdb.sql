-- Purpose: the minutes of a day that were rolled up elsewhere, with the client retries that were inferred here.
-- Grain: one row a minute, scope kind and scope.
-- Input: view rolled_up_minutes, temporary table inferred_retries. Output: view traffic_minutes.
create or replace temp view traffic_minutes as
select minutes.* replace (client_retry_count + coalesce(retry_count, 0) as client_retry_count)
from rolled_up_minutes as minutes
left join inferred_retries using (minute_at, scope_kind, scope);
