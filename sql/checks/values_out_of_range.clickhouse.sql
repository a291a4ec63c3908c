-- Purpose: finds rows with a value that its column cannot have.
-- Grain: one row a row with such a value.
-- Input: traffic_minutes, kpis, pool_balance, anomalies, incidents, incident_slices, incident_signals, slo_status,
-- retry_chains, retry_minutes.
-- A percentile is within 1 % of a duration, or within the lowest bucket of a nanosecond, so that it may lie above the longest one by as much.
select
    'traffic_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key
from traffic_minutes
where
    minute_at % 60000 <> 0
    or scope_kind not in ('all', 'balancer', 'pool', 'server', 'region', 'route', 'method')
    or request_count < 1
    or attempt_count < balancer_retry_count
    or client_retry_count < 0
    or satisfied_count + tolerating_count > timed_count
    or isNull(duration_ms_max) <> (timed_count = 0)
union all
select
    'kpis' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope) as row_key
from kpis
where
    "window" not in ('minute', 'hour', 'day')
    or not (error_ratio between server_error_ratio and 1)
    or not (server_error_ratio between 0 and 1)
    or abs(availability + server_error_ratio - 1) > 1e-9
    or retry_ratio < 0
    or amplification < 1
    or not (apdex between 0 and 1)
    or concurrency < 0
    or not (p50_duration_ms <= p90_duration_ms and p90_duration_ms <= p95_duration_ms and p95_duration_ms <= p99_duration_ms)
    or p99_duration_ms > 1.011 * max_duration_ms + 0.00001
union all
select
    'pool_balance' as table_name,
    concat(toString(window_start_at), ' ', pool) as row_key
from pool_balance
where
    server_count < 1
    or not (jain_index between 1 / server_count - 1e-9 and 1 + 1e-9)
union all
select
    'anomalies' as table_name,
    concat(toString(window_start_at), ' ', "window", ' ', scope_kind, ' ', scope, ' ', metric) as row_key
from anomalies
where
    not (score between 0 and 100)
    or severity not in ('minor', 'moderate', 'critical')
    or direction not in ('high', 'low')
    or lower > upper
union all
select
    'incidents' as table_name,
    incident_id as row_key
from incidents
where
    closed_at <= opened_at
    or severity not in ('minor', 'moderate', 'critical')
    or not (peak_score between 0 and 100)
    or anomaly_count < 1
union all
select
    'incident_slices' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope) as row_key
from incident_slices
where scope_kind not in ('balancer', 'pool', 'server', 'region', 'route', 'method', 'status')
union all
select
    'incident_signals' as table_name,
    concat(incident_id, ' ', scope_kind, ' ', scope, ' ', metric, ' ', direction) as row_key
from incident_signals
where
    scope_kind not in ('all', 'balancer', 'pool', 'server', 'region', 'route', 'method')
    or direction not in ('high', 'low')
    or onset_delay_ms < 0
    or anomaly_count < 0
    or (anomaly_count = 0) <> (onset_delay_ms is null)
union all
select
    'slo_status' as table_name,
    concat(toString(hour_at), ' ', objective) as row_key
from slo_status
where
    indicator not in ('availability', 'latency')
    or target_ratio <= 0
    or target_ratio >= 1
    or not (bad_count between 0 and event_count)
    or not (window_bad_count between bad_count and window_event_count)
    or window_from_at >= window_to_at
    or not (known_ratio between 0 and 1)
    or not (attained_ratio between 0 and 1)
    or budget_left_ratio > 1
    or not (page_minute_count between 0 and 60)
    or not (ticket_minute_count between 0 and 60)
union all
select
    'retry_chains' as table_name,
    concat(toString(started_at), ' ', source, ' ', toString(line)) as row_key
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
    'retry_minutes' as table_name,
    concat(toString(minute_at), ' ', scope_kind, ' ', scope) as row_key
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
    'server_health' as table_name,
    concat(toString(window_start_at), ' ', server_id) as row_key
from server_health
where
    state not in ('healthy', 'degraded', 'unhealthy', 'unknown')
    or not (score between 0 and 100)
    or not (utilisation_penalty between 0 and 1)
    or not (saturation_penalty between 0 and 1)
    or not (error_penalty between 0 and 1)
    or request_count < 0
    or not (server_error_ratio between 0 and 1)
    or sure_error_ratio > server_error_ratio
    or not (failed_check_ratio between 0 and 1)
    or not (flapping_percent between 0 and 100)
    or not (state_change_count between 0 and 5)
union all
select
    'health_check_links' as table_name,
    concat(toString(day_at), ' ', server_id) as row_key
from health_check_links
where
    failed_minute_count < 1
    or not (linked_error_count between 0 and server_error_count)
    or not (lag_minutes between -10 and 10)
    or not (correlation between -1.000001 and 1.000001);
