-- Purpose: windows that depart from what was expected, for BI tools.
-- Grain: one row a window, scope kind, scope and metric.
-- Input: anomalies. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create or replace view star_anomalies as
select
    date_trunc('day', window_start_at)::timestamp as day_at,
    hour(window_start_at) as hour_of_day,
    md5(concat(scope_kind, ':', scope)) as scope_key,
    (case severity when 'critical' then 3 when 'moderate' then 2 else 1 end)::bigint as severity_rank,
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
