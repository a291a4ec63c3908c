-- Purpose: whether the telemetry of a run can be trusted.
-- Grain: one row a run and check. Key: run_id, check_name.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists data_quality_local (
    day Date,
    load_id UInt64,
    run_id String,
    check_name String,
    checked_at Int64,
    observed Nullable(Float64),
    limit_value Nullable(Float64),
    is_passed UInt8,
    meaning String
)
engine = ReplacingMergeTree(load_id)
partition by day
order by (run_id, check_name);
