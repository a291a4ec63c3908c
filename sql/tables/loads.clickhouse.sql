-- Purpose: which step ran when, and what it did.
-- Grain: one row a run and step. Key: run_id, step.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists loads_local (
    day Date,
    load_id UInt64,
    run_id String,
    step String,
    started_at Int64,
    duration_ms Int64,
    rows_in Int64,
    rows_out Int64,
    rejected_count Int64
)
engine = ReplacingMergeTree(load_id)
partition by day
order by (run_id, step);
