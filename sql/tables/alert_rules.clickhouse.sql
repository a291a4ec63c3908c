-- Purpose: when somebody is to be told.
-- Grain: one row a rule. Key: rule.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists alert_rules_local (
    day Date,
    load_id UInt64,
    "rule" String,
    kind String,
    scope_kind Nullable(String),
    scope Nullable(String),
    metric String,
    objective Nullable(String),
    comparison String,
    fire_level Float64,
    clear_level Float64,
    min_request_count Int64,
    for_minutes Int64,
    keep_firing_for_minutes Int64,
    severity String,
    group_by String,
    receivers Nullable(String),
    repeat_minutes Int64,
    is_enabled UInt8,
    origin String,
    updated_at Int64
)
engine = ReplacingMergeTree(load_id)
partition by day
order by "rule";
