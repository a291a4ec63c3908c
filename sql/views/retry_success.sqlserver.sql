-- Purpose: how often the first, second, third and later attempts of clients succeed.
-- Grain: one row an hour, scope kind, scope and attempt (4 stands for all later ones) that was made; causes have no first attempts.
-- Input: retry_hours.
create view dbo.retry_success as
select
    hour_at,
    scope_kind,
    scope,
    cast(1 as bigint) as attempt,
    attempt_1_count as made_count,
    attempt_1_success_count as success_count,
    cast(attempt_1_success_count as float) / attempt_1_count as success_ratio
from dbo.retry_hours
where attempt_1_count > 0
union all
select
    hour_at,
    scope_kind,
    scope,
    cast(2 as bigint),
    attempt_2_count,
    attempt_2_success_count,
    cast(attempt_2_success_count as float) / attempt_2_count
from dbo.retry_hours
where attempt_2_count > 0
union all
select
    hour_at,
    scope_kind,
    scope,
    cast(3 as bigint),
    attempt_3_count,
    attempt_3_success_count,
    cast(attempt_3_success_count as float) / attempt_3_count
from dbo.retry_hours
where attempt_3_count > 0
union all
select
    hour_at,
    scope_kind,
    scope,
    cast(4 as bigint),
    attempt_4_count,
    attempt_4_success_count,
    cast(attempt_4_success_count as float) / attempt_4_count
from dbo.retry_hours
where attempt_4_count > 0;
