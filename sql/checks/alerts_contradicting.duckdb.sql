-- Purpose: finds alerts whose moments contradict each other, or that fire twice at once.
-- Grain: one row an alert.
-- Input: alerts.
select
    alert_id,
    'moments out of order' as offence
from alerts
where fired_at <= started_at or resolved_at <= fired_at
union all
select
    max(alert_id),
    'fires twice at once'
from alerts
where resolved_at is null
group by "rule", scope_kind, scope
having count(*) > 1;
