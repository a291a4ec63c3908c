-- Purpose: what servers report of themselves, for BI tools.
-- Grain: one row a server and sample.
-- Input: server_metrics. scope_key is that of star_scopes.
create view dbo.star_samples as
select
    cast(cast("timestamp" as date) as datetime2(3)) as day_at,
    cast(datepart(hour, "timestamp") as bigint) as hour_of_day,
    lower(cast(cast(hashbytes('MD5', concat(N'server:', server_id)) as uniqueidentifier) as nvarchar(36))) as scope_key,
    "timestamp",
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    requests_per_second,
    backend_health_failures
from dbo.server_metrics;
