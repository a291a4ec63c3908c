-- Purpose: what moved in an incident, in order of onset, and what else changed with it.
-- Grain: one row an incident, scope kind, scope, metric and direction. Key: incident_id, scope_kind, scope, metric, direction.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists incident_signals_local (
    day Date,
    load_id UInt64,
    incident_id String,
    opened_at Int64,
    scope_kind String,
    scope String,
    metric String,
    direction String,
    onset_delay_ms Nullable(Int64),
    observed Float64,
    expected Float64,
    anomaly_count Int64,
    is_cause_candidate UInt8
)
engine = MergeTree
partition by (day, load_id)
order by (incident_id, scope_kind, scope, metric, direction);
