-- Purpose: what each part of the service can carry, and how far it is from that.
-- Grain: one row a day, scope kind and scope. Key: day_at, scope_kind, scope.
create table if not exists capacity (
    day_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    minute_count bigint not null,
    busiest_requests_per_second double not null,
    busiest_concurrency double,
    lightest_concurrency double,
    verdict varchar not null,
    gamma_requests_per_second double,
    alpha double,
    beta double,
    fit_residual double,
    knee_concurrency double,
    knee_lower double,
    knee_upper double,
    peak_requests_per_second double,
    cpu_percent_per_rps double,
    cpu_limit_requests_per_second double,
    limit_requests_per_second double,
    headroom_ratio double,
    latest_headroom_ratio double,
    explanation varchar not null
);
