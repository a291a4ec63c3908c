-- Purpose: what is expected of the coming week, with its interval.
-- Grain: one row a day on which it was made, window, scope kind, scope, metric and window start. Key: made_at, window, scope_kind, scope, metric, window_start_at.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists forecasts_local (
    day Date,
    load_id UInt64,
    made_at Int64,
    "window" String,
    scope_kind String,
    scope String,
    metric String,
    window_start_at Int64,
    expected Float64,
    lower Float64,
    upper Float64,
    history_day_count Int64
)
engine = MergeTree
partition by (day, load_id)
order by ("window", scope_kind, scope, metric, window_start_at, made_at);
