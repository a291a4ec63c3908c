-- Purpose: when a resource reaches its limit if it goes on like this.
-- Grain: one row a day on which it was made, scope kind, scope and metric. Key: made_at, scope_kind, scope, metric.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists threshold_crossings_local (
    day Date,
    load_id UInt64,
    made_at Int64,
    scope_kind String,
    scope String,
    metric String,
    threshold Float64,
    latest Float64,
    slope_per_day Float64,
    crosses_at Int64,
    earliest_at Int64,
    latest_at Nullable(Int64),
    explanation String
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, metric, made_at);
