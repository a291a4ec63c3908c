-- Purpose: the alerts that fire now.
-- Grain: one row an alert that has not resolved.
-- Input: alerts.
create or replace view alerts_firing as
select
    alert_id,
    "rule",
    kind,
    severity,
    scope_kind,
    scope,
    metric,
    started_at,
    fired_at,
    acknowledged_at,
    peak_value,
    fire_level,
    summary
from alerts
where resolved_at is null;
