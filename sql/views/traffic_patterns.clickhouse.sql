-- Purpose: the typical week: what an hour of the week usually looks like, over all days that are kept.
-- Grain: one row a scope kind, scope, day of week (1 Monday .. 7 Sunday) and hour of day, UTC.
-- Input: kpis of hours.
-- ClickHouse: day and hour are computed from the milliseconds; 1970-01-01 was a Thursday.
create view if not exists traffic_patterns as
select
    scope_kind,
    scope,
    toInt64((intDiv(window_start_at, 86400000) + 3) % 7 + 1) as day_of_week,
    toInt64(intDiv(window_start_at, 3600000) % 24) as hour_of_day,
    toInt64(count()) as hour_count,
    avg(request_count) as avg_request_count,
    avg(requests_per_second) as avg_requests_per_second,
    max(requests_per_second) as max_requests_per_second,
    sum(kpis.avg_duration_ms * request_count) / sumIf(request_count, kpis.avg_duration_ms is not null) as avg_duration_ms,
    max(p95_duration_ms) as max_p95_duration_ms,
    sum(kpis.server_error_ratio * request_count) / sum(request_count) as server_error_ratio
from kpis
where "window" = 'hour'
group by scope_kind, scope, day_of_week, hour_of_day;
