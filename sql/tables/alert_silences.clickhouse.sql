-- Purpose: spans of time in which alerts that match are told to nobody.
-- Grain: one row a silence. Key: silence_id.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists alert_silences_local (
    day Date,
    load_id UInt64,
    silence_id String,
    matchers String,
    from_at Int64,
    to_at Int64,
    reason String,
    created_at Int64
)
engine = ReplacingMergeTree(load_id)
partition by day
order by silence_id;
