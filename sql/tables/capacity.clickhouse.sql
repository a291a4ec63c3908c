-- Purpose: what each part of the service can carry, and how far it is from that.
-- Grain: one row a day, scope kind and scope. Key: day_at, scope_kind, scope.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists capacity_local (
    day Date,
    load_id UInt64,
    day_at Int64,
    scope_kind String,
    scope String,
    minute_count Int64,
    busiest_requests_per_second Float64,
    busiest_concurrency Nullable(Float64),
    lightest_concurrency Nullable(Float64),
    verdict String,
    gamma_requests_per_second Nullable(Float64),
    alpha Nullable(Float64),
    beta Nullable(Float64),
    fit_residual Nullable(Float64),
    knee_concurrency Nullable(Float64),
    knee_lower Nullable(Float64),
    knee_upper Nullable(Float64),
    peak_requests_per_second Nullable(Float64),
    cpu_percent_per_rps Nullable(Float64),
    cpu_limit_requests_per_second Nullable(Float64),
    limit_requests_per_second Nullable(Float64),
    headroom_ratio Nullable(Float64),
    latest_headroom_ratio Nullable(Float64),
    explanation String
)
engine = MergeTree
partition by (day, load_id)
order by (scope_kind, scope, day_at);
