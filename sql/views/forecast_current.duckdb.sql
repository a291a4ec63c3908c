-- Purpose: what is expected of the coming week, as of the newest day.
-- Grain: one row a window, scope kind, scope, metric and window start.
-- Input: forecasts.
create or replace view forecast_current as
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
where made_at = (select max(made_at) from forecasts);
