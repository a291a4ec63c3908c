-- Purpose: when servers may be taken away in the coming week, as of the newest day.
-- Grain: one row a scope kind, scope and rank.
-- Input: maintenance_windows.
create view dbo.maintenance_current as
select
    made_at,
    scope_kind,
    scope,
    rank,
    starts_at,
    ends_at,
    moved_request_count,
    group_requests_per_second,
    worst_server_id,
    worst_cpu_percent,
    worst_load_ratio,
    verdict,
    is_recommended,
    explanation
from dbo.maintenance_windows
where made_at = (select max(made_at) from dbo.maintenance_windows);
