-- Purpose: the answers of every hour, for BI tools.
-- Grain: one row an hour, scope kind and scope.
-- Input: kpis of hours. scope_key is that of star_scopes.
create or replace view star_traffic as
select
    date_trunc('day', window_start_at)::timestamp as day_at,
    hour(window_start_at) as hour_of_day,
    md5(concat(scope_kind, ':', scope)) as scope_key,
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
