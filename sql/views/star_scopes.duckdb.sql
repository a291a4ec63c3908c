-- Purpose: the scopes that traffic is cut by, for the filters of BI tools.
-- Grain: one row a scope kind and scope that any of the inputs names.
-- Input: kpis of hours, retry_minutes, anomalies, incidents, server_metrics.
-- scope_key is a digest, the same in all star views of a warehouse: BI tools match texts without their case and trailing spaces, scopes are kept apart by both.
create or replace view star_scopes as
with named as (
    select scope_kind, scope from kpis where "window" = 'hour'
    union
    select scope_kind, scope from retry_minutes
    union
    select scope_kind, scope from anomalies
    union
    select scope_kind, scope from incidents
    union
    select 'server' as scope_kind, server_id as scope from server_metrics
)

select
    scope_kind,
    scope,
    md5(concat(scope_kind, ':', scope)) as scope_key
from named;
