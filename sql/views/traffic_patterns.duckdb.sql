-- Purpose: the typical week: what an hour of the week usually looks like, over all days that are kept.
-- Grain: one row a scope kind, scope, day of week (1 Monday .. 7 Sunday) and hour of day, UTC.
-- Input: kpis of hours.
create or replace view traffic_patterns as
select
    scope_kind,
    scope,
    isodow(window_start_at) as day_of_week,
    hour(window_start_at) as hour_of_day,
    count(*) as hour_count,
    avg(request_count) as avg_request_count,
    avg(requests_per_second) as avg_requests_per_second,
    max(requests_per_second) as max_requests_per_second,
    sum(avg_duration_ms * request_count) / sum(request_count) filter (where avg_duration_ms is not null) as avg_duration_ms,
    max(p95_duration_ms) as max_p95_duration_ms,
    sum(server_error_ratio * request_count) / sum(request_count) as server_error_ratio
from kpis
where "window" = 'hour'
group by all;
