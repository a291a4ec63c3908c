-- Purpose: which loads count.
-- Grain: one row a table, unit and load that was committed. Key: table_name, unit, load_id.
-- ClickHouse: a unit is what a load replaces as a whole; of each the highest load_id counts. See lib/warehouse/clickhouse/load_ledger.ts.
create table if not exists load_commits_local (
    table_name String,
    unit String,
    load_id UInt64
)
engine = ReplacingMergeTree
order by (table_name, unit, load_id);
