-- Purpose: anomalies that belong together, for BI tools.
-- Grain: one row an incident.
-- Input: incidents. scope_key is that of star_scopes.
-- severity_rank orders severities: 1 minor, 2 moderate, 3 critical.
create view dbo.star_incidents as
select
    cast(cast(opened_at as date) as datetime2(3)) as day_at,
    cast(datepart(hour, opened_at) as bigint) as hour_of_day,
    lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key,
    cast(case severity when N'critical' then 3 when N'moderate' then 2 else 1 end as bigint) as severity_rank,
    incident_id,
    opened_at,
    closed_at,
    severity,
    metric,
    anomaly_count,
    request_count,
    peak_score,
    summary
from dbo.incidents;
