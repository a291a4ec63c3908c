-- Purpose: the scopes that traffic is cut by, for the filters of BI tools.
-- Grain: one row a scope kind and scope that any of the inputs names.
-- Input: kpis of hours, retry_minutes, anomalies, incidents, server_metrics.
-- scope_key is a digest, the same in all star views of a warehouse: BI tools match texts without their case and trailing spaces, scopes are kept apart by both.
-- SQL Server: scopes are told apart by their digest, because union and group by take texts for the same that differ in trailing spaces.
create view dbo.star_scopes as
with named as (
    select scope_kind, scope from dbo.kpis where "window" = N'hour'
    union all
    select scope_kind, scope from dbo.retry_minutes
    union all
    select scope_kind, scope from dbo.anomalies
    union all
    select scope_kind, scope from dbo.incidents
    union all
    select N'server' as scope_kind, server_id as scope from dbo.server_metrics
),

keyed as (
    select
        scope_kind,
        scope,
        lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key
    from named
)

select
    min(scope_kind) as scope_kind,
    min(scope) as scope,
    scope_key
from keyed
group by scope_key;
