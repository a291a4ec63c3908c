-- Purpose: makes every kind of scope add up in every minute.
-- Grain: adds rows to live_traffic_minutes, one a segment, minute and kind that the segment's lines tell nothing of.
-- Input and output: table live_traffic_minutes.
-- A few lines may name no server, and the next ones do: what they were counted under "all" counts as "(none)" there.
insert into live_traffic_minutes by name
with known as (
    select distinct
        date_trunc('day', minute_at) as day,
        scope_kind
    from live_traffic_minutes
    where scope_kind <> 'all'
),

present as (
    select distinct
        segment,
        minute_at,
        scope_kind
    from live_traffic_minutes
)

select
    live_traffic_minutes.* replace (known.scope_kind as scope_kind, '(none)' as scope)
from live_traffic_minutes
inner join known on known.day = date_trunc('day', live_traffic_minutes.minute_at)
anti join present
    on present.segment = live_traffic_minutes.segment
    and present.minute_at = live_traffic_minutes.minute_at
    and present.scope_kind = known.scope_kind
where live_traffic_minutes.scope_kind = 'all';
