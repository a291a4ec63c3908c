-- Purpose: how often the first, second, third and later attempts of clients succeed.
-- Grain: one row an hour, scope kind, scope and attempt (4 stands for all later ones) that was made; causes have no first attempts.
-- Input: retry_hours.
-- ClickHouse: arrays, because each part of a union would ask the cluster anew.
create view if not exists retry_success as
select
    hour_at,
    scope_kind,
    scope,
    toInt64(place) as attempt,
    made_count,
    success_count,
    success_count / made_count as success_ratio
from (
    select
        hour_at,
        scope_kind,
        scope,
        [attempt_1_count, attempt_2_count, attempt_3_count, attempt_4_count] as made_counts,
        [attempt_1_success_count, attempt_2_success_count, attempt_3_success_count, attempt_4_success_count] as success_counts
    from retry_hours
)
array join
    arrayEnumerate(made_counts) as place,
    made_counts as made_count,
    success_counts as success_count
where made_count > 0;
