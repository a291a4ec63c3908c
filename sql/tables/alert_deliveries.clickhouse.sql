-- Purpose: every attempt to tell a receiver of an alert.
-- Grain: one row an attempt to deliver a notification, and alert in it. Key: notification_id, attempt_number, alert_id.
-- ClickHouse: of rows with one key that of the highest load_id counts. Instants are ms since 1970.
create table if not exists alert_deliveries_local (
    day Date,
    load_id UInt64,
    notification_id String,
    attempt_number Int64,
    alert_id String,
    status String,
    receiver String,
    sent_at Int64,
    duration_ms Int64,
    status_code Nullable(Int64),
    error Nullable(String),
    outcome String
)
engine = ReplacingMergeTree(load_id)
partition by day
order by (notification_id, attempt_number, alert_id);
