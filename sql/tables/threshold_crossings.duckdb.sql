-- Purpose: when a resource reaches its limit if it goes on like this.
-- Grain: one row a day on which it was made, scope kind, scope and metric. Key: made_at, scope_kind, scope, metric.
create table if not exists threshold_crossings (
    made_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    threshold double not null,
    latest double not null,
    slope_per_day double not null,
    crosses_at timestamp not null,
    earliest_at timestamp not null,
    latest_at timestamp,
    explanation varchar not null
);
