-- Purpose: what servers report of themselves, for BI tools.
-- Grain: one row a server and sample.
-- Input: server_metrics. scope_key is that of star_scopes.
create or replace view star_samples as
select
    date_trunc('day', "timestamp")::timestamp as day_at,
    hour("timestamp") as hour_of_day,
    md5(concat('server:', server_id)) as scope_key,
    "timestamp",
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    requests_per_second,
    backend_health_failures
from server_metrics;
