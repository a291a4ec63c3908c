-- Purpose: what remains when a server or a region is lost.
-- Grain: one row a day, scope kind, scope, lost kind and lost. Key: day_at, scope_kind, scope, lost_kind, lost.
create table if not exists capacity_losses (
    day_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    lost_kind varchar not null,
    lost varchar not null,
    busiest_requests_per_second double not null,
    lost_share_ratio double not null,
    remaining_server_count bigint not null,
    load_factor double,
    worst_server_id varchar,
    worst_cpu_percent double,
    worst_load_ratio double,
    verdict varchar not null,
    explanation varchar not null
);
