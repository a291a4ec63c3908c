-- Purpose: what fired, since when and until when, and who has taken it over.
-- Grain: one row an alert: a rule, a scope and the minute in which it began. Key: alert_id.
create table if not exists alerts (
    alert_id varchar not null,
    "rule" varchar not null,
    kind varchar not null,
    severity varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    started_at timestamp not null,
    fired_at timestamp not null,
    resolved_at timestamp,
    acknowledged_at timestamp,
    peak_value double not null,
    fire_level double not null,
    summary varchar not null
);
