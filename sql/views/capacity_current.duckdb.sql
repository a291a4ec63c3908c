-- Purpose: what each part of the service can carry, as of the newest day.
-- Grain: one row a scope kind and scope.
-- Input: capacity.
create or replace view capacity_current as
select
    day_at,
    scope_kind,
    scope,
    minute_count,
    busiest_requests_per_second,
    busiest_concurrency,
    lightest_concurrency,
    verdict,
    gamma_requests_per_second,
    alpha,
    beta,
    fit_residual,
    knee_concurrency,
    knee_lower,
    knee_upper,
    peak_requests_per_second,
    cpu_percent_per_rps,
    cpu_limit_requests_per_second,
    limit_requests_per_second,
    headroom_ratio,
    latest_headroom_ratio,
    explanation
from capacity
where day_at = (select max(day_at) from capacity);
