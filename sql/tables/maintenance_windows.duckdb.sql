-- Purpose: when a server may be taken away in the coming week.
-- Grain: one row a day on which it was made, scope kind, scope and rank. Key: made_at, scope_kind, scope, rank.
create table if not exists maintenance_windows (
    made_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    rank bigint not null,
    starts_at timestamp not null,
    ends_at timestamp not null,
    moved_request_count double not null,
    group_requests_per_second double not null,
    worst_server_id varchar,
    worst_cpu_percent double,
    worst_load_ratio double,
    verdict varchar not null,
    is_recommended boolean not null,
    explanation varchar not null
);
