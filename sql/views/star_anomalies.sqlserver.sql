-- Purpose: windows that depart from what was expected, for BI tools.
-- Grain: one row a window, scope kind, scope and metric.
-- Input: anomalies. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create view dbo.star_anomalies as
select
    cast(cast(window_start_at as date) as datetime2(3)) as day_at,
    cast(datepart(hour, window_start_at) as bigint) as hour_of_day,
    lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key,
    cast(case severity when N'critical' then 3 when N'moderate' then 2 else 1 end as bigint) as severity_rank,
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
from dbo.anomalies;
