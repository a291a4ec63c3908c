-- Purpose: what remains when a server or a region is lost, as of the newest day.
-- Grain: one row a scope kind, scope, lost kind and lost.
-- Input: capacity_losses.
create or replace view losses_current as
select
    day_at,
    scope_kind,
    scope,
    lost_kind,
    lost,
    busiest_requests_per_second,
    lost_share_ratio,
    remaining_server_count,
    load_factor,
    worst_server_id,
    worst_cpu_percent,
    worst_load_ratio,
    verdict,
    explanation
from capacity_losses
where day_at = (select max(day_at) from capacity_losses);
