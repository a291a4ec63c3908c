-- Purpose: anomalies that belong together.
-- Grain: one row an incident. Key: incident_id.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists incidents_local (
    day Date,
    load_id UInt64,
    incident_id String,
    opened_at Int64,
    closed_at Nullable(Int64),
    severity String,
    scope_kind String,
    scope String,
    metric String,
    anomaly_count Int64,
    request_count Int64,
    peak_score Float64,
    summary String,
    evidence String
)
engine = MergeTree
partition by (day, load_id)
order by (opened_at, incident_id);
