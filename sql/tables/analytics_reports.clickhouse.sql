-- Purpose: what a run found, as JSON.
-- Grain: one row a run. Key: run_id.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists analytics_reports_local (
    day Date,
    load_id UInt64,
    run_id String,
    created_at Int64,
    from_at Nullable(Int64),
    to_at Nullable(Int64),
    report String
)
engine = ReplacingMergeTree(load_id)
partition by day
order by (run_id);
