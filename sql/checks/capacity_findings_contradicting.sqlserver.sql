-- Purpose: finds capacities, losses, forecasts, crossings and maintenance slots whose columns contradict each other.
-- Grain: one row an offending row.
-- Input: capacity, capacity_losses, forecasts, threshold_crossings, maintenance_windows.
select
    N'capacity' as table_name,
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope) as row_key
from dbo.capacity
where
    scope_kind not in (N'all', N'pool', N'region', N'server')
    or minute_count < 0
    or busiest_requests_per_second < 0
    or lightest_concurrency > busiest_concurrency
    or verdict not in (N'limit_known', N'no_limit_seen', N'cannot_tell')
    or (verdict = N'limit_known' and peak_requests_per_second is null)
    or (verdict <> N'limit_known' and peak_requests_per_second is not null)
    or (verdict = N'cannot_tell' and gamma_requests_per_second is not null)
    or alpha < 0
    or beta < 0
    or fit_residual < 0
    or knee_lower > knee_concurrency
    or knee_upper < knee_concurrency
    or limit_requests_per_second > peak_requests_per_second
    or limit_requests_per_second > cpu_limit_requests_per_second
    or headroom_ratio > 1
    or latest_headroom_ratio > 1
union all
select
    N'capacity_losses',
    concat_ws(N' ', convert(varchar(23), day_at, 121), scope_kind, scope, lost_kind, lost)
from dbo.capacity_losses
where
    scope_kind not in (N'all', N'pool', N'region')
    or lost_kind not in (N'server', N'region')
    or lost_share_ratio not between 0 and 1
    or remaining_server_count < 0
    or (remaining_server_count = 0 and verdict <> N'saturates')
    or load_factor < 1
    or worst_load_ratio < 0
    or verdict not in (N'survives', N'cannot_tell', N'strained', N'saturates')
union all
select
    N'forecasts',
    concat_ws(N' ', convert(varchar(23), made_at, 121), convert(varchar(23), window_start_at, 121), "window", scope_kind, scope, metric)
from dbo.forecasts
where
    "window" not in (N'hour', N'day')
    or window_start_at <= made_at
    or lower > expected
    or upper < expected
    or history_day_count < 1
union all
select
    N'threshold_crossings',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, metric)
from dbo.threshold_crossings
where
    threshold < 0
    or crosses_at < made_at
    or earliest_at > crosses_at
    or latest_at < crosses_at
    or (latest < threshold and slope_per_day <= 0)
union all
select
    N'maintenance_windows',
    concat_ws(N' ', convert(varchar(23), made_at, 121), scope_kind, scope, [rank])
from dbo.maintenance_windows
where
    [rank] < 1
    or starts_at <= made_at
    or ends_at <= starts_at
    or moved_request_count < 0
    or group_requests_per_second < 0
    or worst_load_ratio < 0
    or verdict not in (N'survives', N'cannot_tell', N'strained', N'saturates')
    or (is_recommended = 1 and verdict <> N'survives');
