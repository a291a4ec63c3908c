-- Purpose: what servers report of themselves, for BI tools.
-- Grain: one row a server and sample.
-- Input: server_metrics. scope_key is that of star_scopes.
create view if not exists star_samples as
select
    intDiv(timestamp, 86400000) * 86400000 as day_at,
    toInt64(intDiv(timestamp, 3600000) % 24) as hour_of_day,
    lower(hex(MD5(concat('server:', server_id)))) as scope_key,
    timestamp,
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    requests_per_second,
    backend_health_failures
from server_metrics;
