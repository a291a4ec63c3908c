-- Purpose: the scopes of a run with their traffic, errors and slowest hour, for its report.
-- Grain: one row a scope kind and scope.
-- Input: temporary table all_kpis. Output: temporary table report_scopes.
create or replace temp table report_scopes as
select
    scope_kind,
    scope,
    sum(request_count)::bigint as request_count,
    sum(server_error_ratio * request_count) / sum(request_count) as server_error_ratio,
    sum(retry_ratio * request_count) / sum(request_count) as retry_ratio,
    sum(avg_duration_ms * request_count) / sum(request_count) filter (where avg_duration_ms is not null) as avg_duration_ms,
    max(p95_duration_ms) as max_p95_duration_ms
from all_kpis
where "window" = 'hour'
group by scope_kind, scope;
