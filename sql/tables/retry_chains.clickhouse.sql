-- Purpose: requests that one client repeated because they failed.
-- Grain: one row a chain of attempts, named by its first request. Key: started_at, source, line.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists retry_chains_local (
    day Date,
    load_id UInt64,
    started_at Int64,
    source String,
    line Int64,
    client_ip Nullable(String),
    client_kind String,
    method Nullable(String),
    route Nullable(String),
    pool Nullable(String),
    region Nullable(String),
    balancer Nullable(String),
    attempt_count Int64,
    cause String,
    first_status_code Nullable(Int64),
    last_status_code Nullable(Int64),
    is_success UInt8,
    ended_at Int64,
    wait_pattern String,
    waits_ms String,
    durations_ms String,
    status_codes String,
    servers String,
    wasted_ms Float64
)
engine = MergeTree
partition by (day, load_id)
order by (started_at, source, line);
