-- Purpose: how far each rule was evaluated, and which of its scopes are pending or firing.
-- Grain: one row a rule that was evaluated. Key: rule.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists alert_states_local (
    day Date,
    load_id UInt64,
    "rule" String,
    evaluated_to_at Int64,
    active String
)
engine = ReplacingMergeTree(load_id)
partition by day
order by "rule";
