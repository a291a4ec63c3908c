-- Purpose: windows that depart from what was expected.
-- Grain: one row a window, scope kind, scope and metric. Key: window_start_at, window, scope_kind, scope, metric.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists anomalies_local (
    day Date,
    load_id UInt64,
    window_start_at Int64,
    "window" String,
    scope_kind String,
    scope String,
    metric String,
    observed Float64,
    expected Float64,
    lower Float64,
    upper Float64,
    score Float64,
    severity String,
    direction String,
    explanation String,
    incident_id Nullable(String)
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, metric, window_start_at);
