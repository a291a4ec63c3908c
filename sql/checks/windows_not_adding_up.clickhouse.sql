-- Purpose: finds windows of KPIs that do not hold the requests and failures of their minutes.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: kpis, traffic_minutes.
-- ClickHouse: both sides are put below each other and summed, because a window may be missing on either.
select
    window_start_at,
    "window",
    scope_kind,
    scope,
    sum(kpi_request_count) as request_count,
    sum(minute_request_count) as expected_request_count
from (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        request_count as kpi_request_count,
        toInt64(0) as minute_request_count,
        server_error_ratio * request_count as kpi_server_error_count,
        toInt64(0) as minute_server_error_count
    from kpis
    union all
    select
        intDiv(minute_at, length_ms) * length_ms as window_start_at,
        transform(length_ms, [60000, 3600000, 86400000], ['minute', 'hour', 'day'], '') as "window",
        scope_kind,
        scope,
        toInt64(0) as kpi_request_count,
        request_count as minute_request_count,
        toFloat64(0) as kpi_server_error_count,
        status_5xx_count + unanswered_count as minute_server_error_count
    from traffic_minutes
    array join [60000, 3600000, 86400000] as length_ms
)
group by window_start_at, "window", scope_kind, scope
having
    sum(kpi_request_count) <> sum(minute_request_count)
    or abs(sum(kpi_server_error_count) - sum(minute_server_error_count)) > 0.001;
