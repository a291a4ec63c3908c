-- Purpose: when a server may be taken away in the coming week.
-- Grain: one row a day on which it was made, scope kind, scope and rank. Key: made_at, scope_kind, scope, rank.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists maintenance_windows_local (
    day Date,
    load_id UInt64,
    made_at Int64,
    scope_kind String,
    scope String,
    rank Int64,
    starts_at Int64,
    ends_at Int64,
    moved_request_count Float64,
    group_requests_per_second Float64,
    worst_server_id Nullable(String),
    worst_cpu_percent Nullable(Float64),
    worst_load_ratio Nullable(Float64),
    verdict String,
    is_recommended UInt8,
    explanation String
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, rank, made_at);
