-- Purpose: what is expected of the coming week, as of the newest day.
-- Grain: one row a window, scope kind, scope, metric and window start.
-- Input: forecasts.
-- ClickHouse: `in` rather than `=`, whose right side would be computed on all nodes when the view is made.
create view if not exists forecast_current as
select
    made_at,
    "window",
    scope_kind,
    scope,
    metric,
    window_start_at,
    expected,
    lower,
    upper,
    history_day_count
from forecasts
where made_at in (select max(made_at) from forecasts);
