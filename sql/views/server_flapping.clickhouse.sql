-- Purpose: which servers went up and down in the last day, and which still do.
-- Grain: one row a server with a change between up and down in the 24 hours up to the newest window.
-- Input: server_health. flapping_percent is the newest one; from 30 on a server is degraded by it.
-- ClickHouse: instants are ms since 1970, and arrays find the newest window.
create view if not exists server_flapping as
select
    server_id,
    any(server_peers) as peers,
    sum(change_count) as state_change_count,
    max(changed_at) as last_changed_at,
    max(flapping) as peak_flapping_percent,
    maxIf(flapping, at = newest_at) as flapping_percent
from (
    select
        1 as one,
        server_id,
        peers as server_peers,
        window_start_at as at,
        state_change_count as change_count,
        if(state_change_count > 0, window_start_at, null) as changed_at,
        flapping_percent as flapping
    from server_health
)
any inner join (
    select
        1 as one,
        max(window_start_at) as newest_at
    from server_health
) using one
where at > newest_at - 86400000
group by server_id
having state_change_count > 0;
