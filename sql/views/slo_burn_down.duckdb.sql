-- Purpose: the burn-down of each objective's budget: what was left at the end of each hour of the current window, and what the hour has spent.
-- Grain: one row an hour and objective that was measured in the newest hour.
-- Input: slo_status. Spent hours of a calendar window add up to what is no longer left; of a rolling window old ones leave.
create or replace view slo_burn_down as
with current_windows as (
    select
        objective as current_objective,
        window_from_at as current_from_at,
        budget_count as current_budget_count
    from slo_status
    where hour_at = (select max(hour_at) from slo_status)
)

select
    hour_at,
    objective,
    "window",
    window_from_at,
    window_to_at,
    event_count,
    bad_count,
    bad_count / nullif(current_budget_count, 0) as spent_ratio,
    budget_left_ratio,
    page_minute_count,
    ticket_minute_count
from slo_status
inner join current_windows on current_objective = objective
where hour_at >= current_from_at;
