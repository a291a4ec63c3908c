-- Purpose: finds windows of KPIs that do not hold the requests and failures of their minutes.
-- Grain: one row a window start, window, scope kind and scope.
-- Input: kpis, traffic_minutes.
with lengths as (
    select N'minute' as "window"
    union all
    select N'hour'
    union all
    select N'day'
),

minutes as (
    select
        case lengths."window"
            when N'minute' then minute_at
            when N'hour' then dateadd(minute, -datepart(minute, minute_at), minute_at)
            else cast(cast(minute_at as date) as datetime2(3))
        end as window_start_at,
        lengths."window",
        scope_kind,
        scope,
        request_count,
        status_5xx_count + unanswered_count as server_error_count
    from dbo.traffic_minutes
    cross join lengths
),

sums as (
    select
        window_start_at,
        "window",
        scope_kind,
        scope,
        sum(request_count) as request_count,
        sum(server_error_count) as server_error_count
    from minutes
    group by window_start_at, "window", scope_kind, scope
)

select
    coalesce(kpis.window_start_at, sums.window_start_at) as window_start_at,
    coalesce(kpis."window", sums."window") as "window",
    coalesce(kpis.scope_kind, sums.scope_kind) as scope_kind,
    coalesce(kpis.scope, sums.scope) as scope,
    kpis.request_count,
    sums.request_count as expected_request_count
from dbo.kpis as kpis
full join sums
    on sums.window_start_at = kpis.window_start_at
    and sums."window" = kpis."window"
    and sums.scope_kind = kpis.scope_kind
    and sums.scope = kpis.scope
where
    kpis.request_count is null
    or sums.request_count is null
    or kpis.request_count <> sums.request_count
    or abs(kpis.server_error_ratio * kpis.request_count - sums.server_error_count) > 0.001;
