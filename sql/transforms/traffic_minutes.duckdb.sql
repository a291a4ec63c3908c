-- Purpose: the minutes of a span: what was counted, with the latency sketch.
-- Grain: one row a minute, scope kind and scope.
-- Input: temporary tables scope_counters, scope_kinds and inferred_retries, view sketches. Output: view traffic_minutes.
-- Client retries are those that sources state, and those that were inferred of requests whose source states none.
create or replace temp view traffic_minutes as
with scopes as (
    select
        row_id,
        scope_kind,
        scope
    from scope_counters
    union all
    select
        row_id,
        scope_kinds.scope_kind,
        any_scope
    from scope_counters
    cross join scope_kinds
    where scope_counters.scope_kind = 'all' and is_uniform
)

select
    scope_counters.minute_at,
    scopes.scope_kind,
    scopes.scope,
    scope_counters.request_count::bigint as request_count,
    scope_counters.status_1xx_count::bigint as status_1xx_count,
    scope_counters.status_2xx_count::bigint as status_2xx_count,
    scope_counters.status_3xx_count::bigint as status_3xx_count,
    scope_counters.status_4xx_count::bigint as status_4xx_count,
    scope_counters.status_5xx_count::bigint as status_5xx_count,
    scope_counters.aborted_count::bigint as aborted_count,
    scope_counters.unanswered_count::bigint as unanswered_count,
    scope_counters.attempt_count::bigint as attempt_count,
    scope_counters.balancer_retry_count::bigint as balancer_retry_count,
    scope_counters.redispatch_count::bigint as redispatch_count,
    (scope_counters.client_retry_count + coalesce(retry_count, 0))::double as client_retry_count,
    scope_counters.request_bytes::bigint as request_bytes,
    scope_counters.response_bytes::bigint as response_bytes,
    scope_counters.timed_count::bigint as timed_count,
    scope_counters.duration_us_sum / 1000 as duration_ms_sum,
    scope_counters.duration_ms_max::double as duration_ms_max,
    scope_counters.queue_us_sum / 1000 as queue_ms_sum,
    scope_counters.connect_us_sum / 1000 as connect_ms_sum,
    scope_counters.upstream_us_sum / 1000 as upstream_ms_sum,
    scope_counters.satisfied_count::bigint as satisfied_count,
    scope_counters.tolerating_count::bigint as tolerating_count,
    latency_sketch
from scopes
inner join scope_counters using (row_id)
inner join sketches using (row_id)
left join inferred_retries
    on inferred_retries.minute_at = scope_counters.minute_at
    and inferred_retries.scope_kind = scopes.scope_kind
    and inferred_retries.scope = scopes.scope;
