-- Purpose: what failed health checks have to do with errors that users see, by day.
-- Grain: one row a day and server with a failed health check. Key: day_at, server_id.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists health_check_links_local (
    day Date,
    load_id UInt64,
    day_at Int64,
    server_id String,
    failed_minute_count Int64,
    server_error_count Int64,
    linked_error_count Int64,
    linked_error_ratio Nullable(Float64),
    lag_minutes Nullable(Int64),
    correlation Nullable(Float64)
)
engine = MergeTree
partition by (day, load_id)
order by (server_id, day_at);
