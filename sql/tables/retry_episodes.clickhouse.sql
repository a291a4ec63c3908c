-- Purpose: retry storms and metastable states.
-- Grain: one row a retry storm or metastable state, and scope. Key: started_at, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists retry_episodes_local (
    day Date,
    load_id UInt64,
    started_at Int64,
    ended_at Nullable(Int64),
    kind String,
    scope_kind String,
    scope String,
    trigger_kind String,
    trigger_ended_at Nullable(Int64),
    original_count Int64,
    retry_count Int64,
    peak_amplification Float64,
    gain_ratio Float64,
    goodput_before_ratio Nullable(Float64),
    goodput_ratio Float64,
    wasted_ratio Nullable(Float64),
    explanation String
)
engine = MergeTree
partition by (day, load_id)
order by (started_at, scope_kind, scope);
