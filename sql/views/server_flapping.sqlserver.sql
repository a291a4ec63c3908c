-- Purpose: which servers went up and down in the last day, and which still do.
-- Grain: one row a server with a change between up and down in the 24 hours up to the newest window.
-- Input: server_health. flapping_percent is the newest one; from 30 on a server is degraded by it.
create view dbo.server_flapping as
select
    server_id,
    max(peers) as peers,
    sum(state_change_count) as state_change_count,
    max(case when state_change_count > 0 then window_start_at end) as last_changed_at,
    max(flapping_percent) as peak_flapping_percent,
    max(case when window_start_at = newest_at then flapping_percent end) as flapping_percent
from dbo.server_health
cross join (select max(window_start_at) as newest_at from dbo.server_health) as newest
where window_start_at > dateadd(day, -1, newest_at)
group by server_id
having sum(state_change_count) > 0;
