-- Purpose: the minutes in which a server failed health checks or requests.
-- Grain: one row a minute and server with either.
-- Input: views kpis_with_history and server_metrics_with_history. Output: temporary table troubled_minutes.
-- Parameters: health_from and health_to, ms since 1970.
create or replace temp table troubled_minutes as
with failures as (
    select
        date_trunc('minute', "timestamp") as "at",
        server_id,
        sum(backend_health_failures)::bigint as failure_count
    from server_metrics_with_history
    where
        backend_health_failures > 0
        and "timestamp" >= epoch_ms(getvariable('health_from')::bigint)
        and "timestamp" < epoch_ms(getvariable('health_to')::bigint)
    group by 1, 2
),

errors as (
    select
        window_start_at as "at",
        scope as server_id,
        round(request_count * server_error_ratio)::bigint as server_error_count
    from kpis_with_history
    where
        "window" = 'minute'
        and scope_kind = 'server'
        and server_error_ratio > 0
        and window_start_at >= epoch_ms(getvariable('health_from')::bigint)
        and window_start_at < epoch_ms(getvariable('health_to')::bigint)
)

select
    "at",
    server_id,
    coalesce(failure_count, 0) as failure_count,
    coalesce(server_error_count, 0) as server_error_count
from failures
full join errors using ("at", server_id);
