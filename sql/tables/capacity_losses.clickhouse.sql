-- Purpose: what remains when a server or a region is lost.
-- Grain: one row a day, scope kind, scope, lost kind and lost. Key: day_at, scope_kind, scope, lost_kind, lost.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists capacity_losses_local (
    day Date,
    load_id UInt64,
    day_at Int64,
    scope_kind String,
    scope String,
    lost_kind String,
    lost String,
    busiest_requests_per_second Float64,
    lost_share_ratio Float64,
    remaining_server_count Int64,
    load_factor Nullable(Float64),
    worst_server_id Nullable(String),
    worst_cpu_percent Nullable(Float64),
    worst_load_ratio Nullable(Float64),
    verdict String,
    explanation String
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, lost_kind, lost, day_at);
