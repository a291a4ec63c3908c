-- Purpose: the minutes of the scopes in which anomalies are looked for.
-- Grain: one row a minute, scope kind and scope.
-- Input: view kpis_with_history. Output: temporary table watched_traffic.
-- Parameters: series_from and series_to, ms since 1970.
-- A kind with a single scope repeats "all" and is left out; of routes the busiest are kept. A scope that is silent in most minutes has no usual minute
-- to depart from, and is left out too.
create or replace temp table watched_traffic as
with scopes as (
    select
        scope_kind,
        scope,
        sum(request_count) as request_count,
        count(*) over (partition by scope_kind) as scope_count,
        row_number() over (partition by scope_kind order by sum(request_count) desc, scope) as scope_rank,
        count(*) / (date_diff('minute', min(window_start_at), max(window_start_at)) + 1) as active_ratio
    from kpis_with_history
    where
        "window" = 'minute'
        and scope not in ('(none)', '(other)')
        and scope_kind <> 'method'
        and window_start_at >= epoch_ms(getvariable('series_from')::bigint)
        and window_start_at < epoch_ms(getvariable('series_to')::bigint)
    group by scope_kind, scope
),

watched as (
    select scope_kind, scope
    from scopes
    where
        active_ratio >= 0.5
        and (scope_kind = 'all' or scope_count > 1)
        and scope_rank <= if(scope_kind = 'route', 30, 400)
)

select
    kpis.window_start_at as "at",
    kpis.scope_kind,
    kpis.scope,
    kpis.request_count,
    kpis.server_error_ratio,
    kpis.p95_duration_ms,
    kpis.retry_ratio
from kpis_with_history as kpis
inner join watched on watched.scope_kind = kpis.scope_kind and watched.scope = kpis.scope
where
    kpis."window" = 'minute'
    and kpis.window_start_at >= epoch_ms(getvariable('series_from')::bigint)
    and kpis.window_start_at < epoch_ms(getvariable('series_to')::bigint);
