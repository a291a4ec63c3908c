-- Purpose: what to do about retries, by effect.
-- Grain: one row a UTC day, kind, scope and time. Key: day_at, kind, scope_kind, scope, from_at.
create table if not exists retry_recommendations (
    day_at timestamp not null,
    rank_number bigint not null,
    kind varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    from_at timestamp not null,
    to_at timestamp not null,
    words varchar not null,
    effect_count double not null,
    saved_request_ratio double,
    lost_success_ratio double,
    evidence json not null
);
