-- Purpose: how every server is doing now, and why.
-- Grain: one row a server that was seen in the newest window.
-- Input: server_health.
create or replace view server_current as
select
    window_start_at,
    server_id,
    peers,
    state,
    score,
    reasons,
    utilisation_penalty,
    saturation_penalty,
    error_penalty,
    request_count,
    server_error_ratio,
    sure_error_ratio,
    concurrency,
    concurrency_ratio,
    p95_duration_ms,
    latency_ratio,
    peer_latency_ratio,
    tail_ratio,
    queue_ratio,
    cpu_usage_percent,
    memory_usage_percent,
    disk_usage_percent,
    network_in_mbps,
    network_out_mbps,
    active_connections,
    connections_ratio,
    health_failure_count,
    failed_check_ratio,
    flapping_percent,
    state_change_count
from server_health
where window_start_at = (select max(window_start_at) from server_health);
