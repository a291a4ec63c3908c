-- Purpose: the resources of each server in sum, under the names of the original project.
-- Grain: one row a server.
-- Input: server_metrics.
create view dbo.vw_ServerHealth as
select
    cast(server_id as nvarchar(50)) as server_id,
    round(avg(cpu_usage_percent), 2) as avg_cpu,
    round(avg(memory_usage_percent), 2) as avg_memory,
    round(avg(disk_usage_percent), 2) as avg_disk,
    round(avg(requests_per_second), 2) as avg_rps,
    sum(backend_health_failures) as total_failures,
    count_big(*) as metric_snapshots
from dbo.server_metrics
group by server_id;
