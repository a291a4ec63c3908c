-- Purpose: how objectives stand, hour by hour.
-- Grain: one row an hour and objective. Key: hour_at, objective.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists slo_status_local (
    day Date,
    load_id UInt64,
    hour_at Int64,
    objective String,
    indicator String,
    scope_kind String,
    scope String,
    "window" String,
    target_ratio Float64,
    threshold_ms Nullable(Float64),
    event_count Int64,
    bad_count Int64,
    window_from_at Int64,
    window_to_at Int64,
    window_event_count Int64,
    window_bad_count Int64,
    known_ratio Float64,
    attained_ratio Nullable(Float64),
    budget_count Nullable(Float64),
    budget_left_ratio Nullable(Float64),
    burn_rate Nullable(Float64),
    page_fast_burn_rate Nullable(Float64),
    page_slow_burn_rate Nullable(Float64),
    ticket_fast_burn_rate Nullable(Float64),
    ticket_slow_burn_rate Nullable(Float64),
    page_minute_count Int64,
    ticket_minute_count Int64,
    recent_bad_count Int64,
    budget_gone_at Nullable(Int64)
)
engine = MergeTree
partition by (day, load_id)
order by (objective, hour_at);
