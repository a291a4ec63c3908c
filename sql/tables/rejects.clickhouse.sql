-- Purpose: lines that could not be read.
-- Grain: one row a line that could not be read. Key: source, line.
-- ClickHouse: rows count when their load_id stands in load_commits. Instants are ms since 1970.
create table if not exists rejects_local (
    day Date,
    load_id UInt64,
    rejected_at Int64,
    source String,
    line Int64,
    reason String,
    text String
)
engine = MergeTree
partition by (day, load_id)
order by (source, line);
