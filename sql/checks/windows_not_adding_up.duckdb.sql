-- Purpose: finds windows of KPIs that do not hold the requests and failures of their minutes.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: kpis, traffic_minutes.
with sums as (
    select
        date_trunc("window", minute_at) as window_start_at,
        "window",
        scope_kind,
        scope,
        sum(request_count) as request_count,
        sum(status_5xx_count + unanswered_count) as server_error_count
    from traffic_minutes
    cross join (values ('minute'), ('hour'), ('day')) as lengths ("window")
    group by window_start_at, "window", scope_kind, scope
)

select
    window_start_at,
    "window",
    scope_kind,
    scope,
    kpis.request_count,
    sums.request_count as expected_request_count
from kpis
full join sums using (window_start_at, "window", scope_kind, scope)
where
    kpis.request_count is distinct from sums.request_count
    or abs(kpis.server_error_ratio * kpis.request_count - sums.server_error_count) > 0.001;
