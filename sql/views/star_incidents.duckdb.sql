-- Purpose: anomalies that belong together, for BI tools.
-- Grain: one row an incident.
-- Input: incidents. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create or replace view star_incidents as
select
    date_trunc('day', opened_at)::timestamp as day_at,
    hour(opened_at) as hour_of_day,
    md5(concat(scope_kind, ':', scope)) as scope_key,
    (case severity when 'critical' then 3 when 'moderate' then 2 else 1 end)::bigint as severity_rank,
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
