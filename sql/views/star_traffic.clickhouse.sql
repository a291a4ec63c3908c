-- Purpose: the answers of every hour, for BI tools.
-- Grain: one row an hour, scope kind and scope.
-- Input: kpis of hours. scope_key is that of star_scopes.
create view if not exists star_traffic as
select
    intDiv(window_start_at, 86400000) * 86400000 as day_at,
    toInt64(intDiv(window_start_at, 3600000) % 24) as hour_of_day,
    lower(hex(MD5(concat(scope_kind, ':', scope)))) as scope_key,
    window_start_at,
    request_count,
    avg_duration_ms,
    p50_duration_ms,
    p95_duration_ms,
    p99_duration_ms,
    max_duration_ms,
    error_ratio,
    server_error_ratio,
    retry_ratio,
    apdex,
    availability,
    bytes_per_second,
    concurrency
from kpis
where "window" = 'hour';
