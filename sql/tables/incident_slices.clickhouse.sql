-- Purpose: which parts of the traffic carry what an incident has too much or too little of.
-- Grain: one row an incident, scope kind and scope. Key: incident_id, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists incident_slices_local (
    day Date,
    load_id UInt64,
    incident_id String,
    opened_at Int64,
    scope_kind String,
    scope String,
    metric String,
    observed Float64,
    expected Float64,
    share Float64,
    is_carrier UInt8
)
engine = MergeTree
partition by (day, load_id)
order by (incident_id, scope_kind, scope);
