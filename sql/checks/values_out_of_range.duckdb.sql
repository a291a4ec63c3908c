-- Purpose: finds rows with a value that its column cannot have.
-- Grain: one row a row with such a value.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes.
-- A percentile is within 1 % of a duration, or within the lowest bucket of a nanosecond, so that it may lie above the longest one by as much.
select
    'traffic_minutes' as table_name,
    concat_ws(' ', minute_at, scope_kind, scope) as row_key
from traffic_minutes
where
    minute_at <> date_trunc('minute', minute_at)
    or scope_kind not in ('all', 'balancer', 'pool', 'server', 'region', 'route', 'method')
    or request_count < 1
    or attempt_count < balancer_retry_count
    or client_retry_count < 0
    or satisfied_count + tolerating_count > timed_count
    or (duration_ms_max is null) <> (timed_count = 0)
union all
select
    'kpis',
    concat_ws(' ', window_start_at, "window", scope_kind, scope)
from kpis
where
    "window" not in ('minute', 'hour', 'day')
    or error_ratio not between server_error_ratio and 1
    or server_error_ratio not between 0 and 1
    or abs(availability + server_error_ratio - 1) > 1e-9
    or retry_ratio < 0
    or amplification < 1
    or apdex not between 0 and 1
    or concurrency < 0
    or not (p50_duration_ms <= p90_duration_ms and p90_duration_ms <= p95_duration_ms and p95_duration_ms <= p99_duration_ms)
    or p99_duration_ms > 1.011 * max_duration_ms + 0.00001
union all
select
    'pool_balance',
    concat_ws(' ', window_start_at, pool)
from pool_balance
where
    server_count < 1
    or jain_index not between 1 / server_count - 1e-9 and 1 + 1e-9
union all
select
    'anomalies',
    concat_ws(' ', window_start_at, "window", scope_kind, scope, metric)
from anomalies
where
    score not between 0 and 100
    or severity not in ('minor', 'moderate', 'critical')
    or direction not in ('high', 'low')
    or lower > upper
union all
select
    'incidents',
    incident_id
from incidents
where
    closed_at <= opened_at
    or severity not in ('minor', 'moderate', 'critical')
    or peak_score not between 0 and 100
    or anomaly_count < 1
union all
select
    'incident_slices',
    concat_ws(' ', incident_id, scope_kind, scope)
from incident_slices
where scope_kind not in ('balancer', 'pool', 'server', 'region', 'route', 'method', 'status')
union all
select
    'incident_signals',
    concat_ws(' ', incident_id, scope_kind, scope, metric, direction)
from incident_signals
where
    scope_kind not in ('all', 'balancer', 'pool', 'server', 'region', 'route', 'method')
    or direction not in ('high', 'low')
    or onset_delay_ms < 0
    or anomaly_count < 0
    or (anomaly_count = 0) <> (onset_delay_ms is null)
union all
select
    'slo_status',
    concat_ws(' ', hour_at, objective)
from slo_status
where
    indicator not in ('availability', 'latency')
    or target_ratio <= 0
    or target_ratio >= 1
    or bad_count not between 0 and event_count
    or window_bad_count not between bad_count and window_event_count
    or window_from_at >= window_to_at
    or known_ratio not between 0 and 1
    or attained_ratio not between 0 and 1
    or budget_left_ratio > 1
    or page_minute_count not between 0 and 60
    or ticket_minute_count not between 0 and 60
union all
select
    'retry_chains',
    concat_ws(' ', started_at, source, line)
from retry_chains
where
    attempt_count < 2
    or cause not in ('server_error', 'too_many_requests', 'timeout', 'cut')
    or wait_pattern not in ('immediate', 'constant', 'exponential', 'synchronised', 'irregular', 'single')
    or client_kind not in ('browser', 'library', 'crawler', 'health_check', 'other')
    or ended_at < started_at
    or wasted_ms < 0
union all
select
    'retry_minutes',
    concat_ws(' ', minute_at, scope_kind, scope)
from retry_minutes
where
    scope_kind not in ('all', 'balancer', 'pool', 'server', 'region', 'route', 'cause', 'client_kind')
    or failed_count > request_count
    or attempt_2_count + attempt_3_count + attempt_4_count <> client_retry_count
    or wait_100ms_count + wait_1s_count + wait_10s_count + wait_longer_count <> client_retry_count
    or attempt_1_success_count > attempt_1_count
    or attempt_2_success_count > attempt_2_count
    or attempt_3_success_count > attempt_3_count
    or attempt_4_success_count > attempt_4_count
    or wasted_server_ms < 0
union all
select
    'server_health',
    concat_ws(' ', window_start_at, server_id)
from server_health
where
    state not in ('healthy', 'degraded', 'unhealthy', 'unknown')
    or score not between 0 and 100
    or utilisation_penalty not between 0 and 1
    or saturation_penalty not between 0 and 1
    or error_penalty not between 0 and 1
    or request_count < 0
    or server_error_ratio not between 0 and 1
    or sure_error_ratio > server_error_ratio
    or failed_check_ratio not between 0 and 1
    or flapping_percent not between 0 and 100
    or state_change_count not between 0 and 5
union all
select
    'health_check_links',
    concat_ws(' ', day_at, server_id)
from health_check_links
where
    failed_minute_count < 1
    or linked_error_count not between 0 and server_error_count
    or lag_minutes not between -10 and 10
    or correlation not between -1.000001 and 1.000001;
