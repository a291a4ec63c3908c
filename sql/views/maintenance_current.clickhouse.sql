-- Purpose: when servers may be taken away in the coming week, as of the newest day.
-- Grain: one row a scope kind, scope and rank.
-- Input: maintenance_windows.
-- ClickHouse: `in` rather than `=`, whose right side would be computed on all nodes when the view is made.
create view if not exists maintenance_current as
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
from maintenance_windows
where made_at in (select max(made_at) from maintenance_windows);
