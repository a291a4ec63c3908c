-- Purpose: every attempt to tell a receiver of an alert.
-- Grain: one row an attempt to deliver a notification, and alert in it. Key: notification_id, attempt_number, alert_id.
create table if not exists alert_deliveries (
    notification_id varchar not null,
    attempt_number bigint not null,
    alert_id varchar not null,
    status varchar not null,
    receiver varchar not null,
    sent_at timestamp not null,
    duration_ms bigint not null,
    status_code bigint,
    error varchar,
    outcome varchar not null
);
