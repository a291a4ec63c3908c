-- Purpose: which limits will be reached and when, as of the newest day.
-- Grain: one row a scope kind, scope and metric.
-- Input: threshold_crossings.
-- ClickHouse: `in` rather than `=`, whose right side would be computed on all nodes when the view is made.
create view if not exists crossings_current as
select
    made_at,
    scope_kind,
    scope,
    metric,
    threshold,
    latest,
    slope_per_day,
    crosses_at,
    earliest_at,
    latest_at,
    explanation
from threshold_crossings
where made_at in (select max(made_at) from threshold_crossings);
