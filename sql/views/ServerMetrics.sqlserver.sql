-- Purpose: the resources of each server under the names of the original project.
-- Grain: one row a server and sample.
-- Input: server_metrics.
create view dbo.ServerMetrics as
select
    row_id as id,
    "timestamp",
    cast(server_id as nvarchar(50)) as server_id,
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    requests_per_second,
    backend_health_failures,
    loaded_at as created_at
from dbo.server_metrics;
