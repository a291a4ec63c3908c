-- Purpose: finds retry episodes and recommendations whose columns contradict each other, and days whose ranks have gaps.
-- Grain: one row an offending row or day.
-- Input: retry_episodes, retry_recommendations.
select
    'retry_episodes' as table_name,
    concat_ws(' ', kind, scope_kind, scope) as row_key
from dbo.retry_episodes
where
    ended_at <= started_at
    or kind not in ('storm', 'metastable')
    or trigger_kind not in ('surge', 'failures')
    or (kind = 'storm' and trigger_ended_at is not null)
    or (kind = 'metastable' and trigger_ended_at is null)
    or original_count < 0
    or retry_count < 0
    or peak_amplification < 1
    or gain_ratio not between 0 and 1
    or goodput_before_ratio not between 0 and 1
    or goodput_ratio not between 0 and 1
    or wasted_ratio not between 0 and 1
union all
select
    'retry_recommendations',
    concat_ws(' ', kind, scope_kind, scope)
from dbo.retry_recommendations
where
    rank_number < 1
    or to_at <= from_at
    or effect_count < 0
    or saved_request_ratio not between 0 and 1
    or lost_success_ratio not between 0 and 1
union all
select
    'retry_recommendations',
    max(kind)
from dbo.retry_recommendations
group by day_at
having max(rank_number) <> count(*) or count(distinct rank_number) <> count(*);
