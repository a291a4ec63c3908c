-- Purpose: adds up what the segments since the last merge have counted in each minute.
-- Grain: afterwards live_traffic_minutes has one row a minute, scope kind and scope, live_server_minutes one a minute, pool, server and region, all of segment 0.
-- Input and output: tables live_traffic_minutes and live_server_minutes.
create or replace temp table merged_minutes as
with moved as (
    select *
    from live_traffic_minutes
    where minute_at in (select minute_at from live_traffic_minutes where segment > 0)
),

counters as (
    select
        minute_at,
        scope_kind,
        scope,
        max(duration_ms_max) as duration_ms_max,
        sum(columns(* exclude (segment, minute_at, scope_kind, scope, duration_ms_max, latency_sketch)))
    from moved
    group by minute_at, scope_kind, scope
),

entries as (
    select
        minute_at,
        scope_kind,
        scope,
        unnest(map_entries(latency_sketch)) as entry
    from moved
),

buckets as (
    select
        minute_at,
        scope_kind,
        scope,
        entry['key'] as bucket,
        sum(entry['value'])::bigint as bucket_count
    from entries
    group by all
),

sketches as (
    select
        minute_at,
        scope_kind,
        scope,
        map(list(bucket order by bucket), list(bucket_count order by bucket)) as latency_sketch
    from buckets
    group by all
)

select
    0 as segment,
    counters.*,
    coalesce(sketches.latency_sketch, map {}) as latency_sketch
from counters
left join sketches using (minute_at, scope_kind, scope);

delete from live_traffic_minutes
where minute_at in (select minute_at from merged_minutes);

insert into live_traffic_minutes by name
from merged_minutes;

create or replace temp table merged_server_minutes as
select
    0 as segment,
    minute_at,
    pool,
    server_id,
    region,
    sum(request_count)::bigint as request_count
from live_server_minutes
where minute_at in (select minute_at from live_server_minutes where segment > 0)
group by all;

delete from live_server_minutes
where minute_at in (select minute_at from merged_server_minutes);

insert into live_server_minutes by name
from merged_server_minutes;
