-- Purpose: the good and bad events of every objective, minute by minute, and on which days traffic is known at all.
-- Grain: one row an objective and minute with events; one row a UTC day.
-- Input: view traffic_minutes_with_history, temporary table slo_objectives. Output: temporary tables slo_minutes and slo_known_days.
-- A duration is good up to last_good_bucket (lib/slo/good_events.ts), which is null for availability.
create or replace temp table slo_minutes as
select
    objective,
    minute_at,
    if(last_good_bucket is null, request_count, timed_count) as event_count,
    if(
        last_good_bucket is null,
        status_5xx_count + unanswered_count,
        list_sum(list_transform(map_entries(latency_sketch), lambda entry: if(entry.key > last_good_bucket, entry.value, 0)))
    )::bigint as bad_count
from traffic_minutes_with_history
inner join slo_objectives using (scope_kind, scope)
where if(last_good_bucket is null, request_count, timed_count) > 0;

create or replace temp table slo_known_days as
select
    date_trunc('day', minute_at) as "day",
    min(minute_at) as first_at,
    max(minute_at) as last_at
from traffic_minutes_with_history
where scope_kind = 'all'
group by "day";
