-- Purpose: anomalies that belong together, for BI tools.
-- Grain: one row an incident.
-- Input: incidents. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create view if not exists star_incidents as
select
    intDiv(opened_at, 86400000) * 86400000 as day_at,
    toInt64(intDiv(opened_at, 3600000) % 24) as hour_of_day,
    lower(hex(MD5(concat(scope_kind, ':', scope)))) as scope_key,
    toInt64(case severity when 'critical' then 3 when 'moderate' then 2 else 1 end) as severity_rank,
    incident_id,
    opened_at,
    closed_at,
    severity,
    metric,
    anomaly_count,
    request_count,
    peak_score,
    summary
from incidents;
