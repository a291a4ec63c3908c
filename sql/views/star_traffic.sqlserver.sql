-- Purpose: the answers of every hour, for BI tools.
-- Grain: one row an hour, scope kind and scope.
-- Input: kpis of hours. scope_key is that of star_scopes.
create view dbo.star_traffic as
select
    cast(cast(window_start_at as date) as datetime2(3)) as day_at,
    cast(datepart(hour, window_start_at) as bigint) as hour_of_day,
    lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key,
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
from dbo.kpis
where "window" = N'hour';
