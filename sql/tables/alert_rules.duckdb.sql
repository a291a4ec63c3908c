-- Purpose: when somebody is to be told.
-- Grain: one row a rule. Key: rule.
create table if not exists alert_rules (
    "rule" varchar not null,
    kind varchar not null,
    scope_kind varchar,
    scope varchar,
    metric varchar not null,
    objective varchar,
    comparison varchar not null,
    fire_level double not null,
    clear_level double not null,
    min_request_count bigint not null,
    for_minutes bigint not null,
    keep_firing_for_minutes bigint not null,
    severity varchar not null,
    group_by varchar not null,
    receivers varchar,
    repeat_minutes bigint not null,
    is_enabled boolean not null,
    origin varchar not null,
    updated_at timestamp not null
);
