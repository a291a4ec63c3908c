-- Purpose: what is expected of the coming week, with its interval.
-- Grain: one row a day on which it was made, window, scope kind, scope, metric and window start. Key: made_at, window, scope_kind, scope, metric, window_start_at.
create table if not exists forecasts (
    made_at timestamp not null,
    "window" varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    window_start_at timestamp not null,
    expected double not null,
    lower double not null,
    upper double not null,
    history_day_count bigint not null
);
