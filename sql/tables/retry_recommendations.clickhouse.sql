-- Purpose: what to do about retries, by effect.
-- Grain: one row a UTC day, kind, scope and time. Key: day_at, kind, scope_kind, scope, from_at.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists retry_recommendations_local (
    day Date,
    load_id UInt64,
    day_at Int64,
    rank_number Int64,
    kind String,
    scope_kind String,
    scope String,
    from_at Int64,
    to_at Int64,
    words String,
    effect_count Float64,
    saved_request_ratio Nullable(Float64),
    lost_success_ratio Nullable(Float64),
    evidence String
)
engine = MergeTree
partition by (day, load_id)
order by (day_at, kind, scope_kind, scope, from_at);
