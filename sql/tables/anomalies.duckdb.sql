-- Purpose: windows that depart from what was expected.
-- Grain: one row a window, scope kind, scope and metric. Key: window_start_at, window, scope_kind, scope, metric.
create table if not exists anomalies (
    window_start_at timestamp not null,
    "window" varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    observed double not null,
    expected double not null,
    lower double not null,
    upper double not null,
    score double not null,
    severity varchar not null,
    direction varchar not null,
    explanation varchar not null,
    incident_id varchar
);
