-- Purpose: what fired, since when and until when, and who has taken it over.
-- Grain: one row an alert: a rule, a scope and the minute in which it began. Key: alert_id.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists alerts_local (
    day Date,
    load_id UInt64,
    alert_id String,
    "rule" String,
    kind String,
    severity String,
    scope_kind String,
    scope String,
    metric String,
    started_at Int64,
    fired_at Int64,
    resolved_at Nullable(Int64),
    acknowledged_at Nullable(Int64),
    peak_value Float64,
    fire_level Float64,
    summary String
)
engine = ReplacingMergeTree(load_id)
partition by day
order by alert_id;
