-- Purpose: how many retries the analysis of a day has inferred in each minute, and which minutes tell something else than before.
-- Grain: found_retries has one row a minute, scope kind and scope with retries; changed_retry_minutes one a minute.
-- Input: views minutes_before (what was analysed) and minutes_after (what it gave), table live_retries. Output: the two temporary tables.
create or replace temp table found_retries as
select
    minute_at,
    scope_kind,
    scope,
    minutes_after.client_retry_count - minutes_before.client_retry_count as retry_count
from minutes_after
inner join minutes_before using (minute_at, scope_kind, scope)
where minutes_after.client_retry_count <> minutes_before.client_retry_count;

create or replace temp table changed_retry_minutes as
with known as (
    select *
    from live_retries
    where minute_at in (select minute_at from minutes_before)
)

select distinct minute_at
from (
    (from found_retries except from known)
    union all
    (from known except from found_retries)
);
