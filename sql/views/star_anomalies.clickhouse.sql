-- Purpose: windows that depart from what was expected, for BI tools.
-- Grain: one row a window, scope kind, scope and metric.
-- Input: anomalies. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create view if not exists star_anomalies as
select
    intDiv(window_start_at, 86400000) * 86400000 as day_at,
    toInt64(intDiv(window_start_at, 3600000) % 24) as hour_of_day,
    lower(hex(MD5(concat(scope_kind, ':', scope)))) as scope_key,
    toInt64(case severity when 'critical' then 3 when 'moderate' then 2 else 1 end) as severity_rank,
    window_start_at,
    metric,
    observed,
    expected,
    lower,
    upper,
    score,
    severity,
    direction,
    explanation,
    incident_id
from anomalies;
