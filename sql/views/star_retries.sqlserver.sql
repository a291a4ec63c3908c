-- Purpose: what is retried in each hour, for BI tools.
-- Grain: one row an hour, scope kind and scope in which anything failed or was retried.
-- Input: retry_hours. scope_key is that of star_scopes.
create view dbo.star_retries as
select
    cast(cast(hour_at as date) as datetime2(3)) as day_at,
    cast(datepart(hour, hour_at) as bigint) as hour_of_day,
    lower(cast(cast(hashbytes('MD5', concat(scope_kind, N':', scope)) as uniqueidentifier) as nvarchar(36))) as scope_key,
    hour_at,
    request_count,
    failed_count,
    client_retry_count,
    balancer_retry_count,
    attempt_2_count,
    attempt_2_success_count,
    wasted_request_count,
    wasted_server_s,
    avg_wait_ms,
    chain_success_count,
    chain_failure_count
from dbo.retry_hours;
