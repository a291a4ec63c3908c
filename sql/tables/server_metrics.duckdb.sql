-- Purpose: the resources of each server over time.
-- Grain: one row a server and sample. Key: timestamp, server_id.
create table if not exists server_metrics (
    timestamp timestamp not null,
    server_id varchar not null,
    region varchar,
    cpu_usage_percent double,
    memory_usage_percent double,
    disk_usage_percent double,
    network_in_mbps double,
    network_out_mbps double,
    active_connections bigint,
    requests_per_second double,
    backend_health_failures bigint
);
