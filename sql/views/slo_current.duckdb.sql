-- Purpose: how each objective stands now: what is attained and left, how fast the budget burns, when it is gone.
-- Grain: one row an objective that was measured in the newest hour.
-- Input: slo_status.
create or replace view slo_current as
select
    hour_at,
    objective,
    indicator,
    scope_kind,
    scope,
    "window",
    target_ratio,
    threshold_ms,
    window_from_at,
    window_to_at,
    window_event_count,
    window_bad_count,
    known_ratio,
    attained_ratio,
    budget_count,
    budget_left_ratio,
    burn_rate,
    page_fast_burn_rate,
    page_slow_burn_rate,
    ticket_fast_burn_rate,
    ticket_slow_burn_rate,
    page_minute_count,
    ticket_minute_count,
    recent_bad_count,
    budget_gone_at
from slo_status
where hour_at = (select max(hour_at) from slo_status);
