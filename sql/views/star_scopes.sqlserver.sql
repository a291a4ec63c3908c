-- Purpose: the scopes that traffic is cut by, for the filters of BI tools.
-- Grain: one row a scope kind and scope that any of the inputs names.
-- Input: kpis, retry_minutes, anomalies, incidents, server_metrics.
-- scope_key is a digest, the same in all star views of a warehouse: BI tools match texts without their case and trailing spaces, scopes are kept apart by both.
create view dbo.star_scopes as
with named as (
    select scope_kind, scope from dbo.kpis
    union
    select scope_kind, scope from dbo.retry_minutes
    union
    select scope_kind, scope from dbo.anomalies
    union
    select scope_kind, scope from dbo.incidents
    union
    select N'server' as scope_kind, server_id as scope from dbo.server_metrics
)

select
    scope_kind,
    scope,
    lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key
from named;
