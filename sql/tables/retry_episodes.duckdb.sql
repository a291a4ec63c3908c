-- Purpose: retry storms and metastable states.
-- Grain: one row a retry storm or metastable state, and scope. Key: started_at, scope_kind, scope.
create table if not exists retry_episodes (
    started_at timestamp not null,
    ended_at timestamp,
    kind varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    trigger_kind varchar not null,
    trigger_ended_at timestamp,
    original_count bigint not null,
    retry_count bigint not null,
    peak_amplification double not null,
    gain_ratio double not null,
    goodput_before_ratio double,
    goodput_ratio double not null,
    wasted_ratio double,
    explanation varchar not null
);
