-- Purpose: whether the telemetry of a run can be trusted.
-- Grain: one row a check.
-- Input: views run_requests and run_rejects, temporary table all_traffic_minutes. Output: temporary table data_quality_checks.
-- Parameters: read_at (moment of the run, ms since 1970), max_reject_ratio.
-- Duplicates are looked for in a sixteenth of the hashes: equal lines have equal hashes, so the share is unbiased and the cost is small.
-- A line is late when it began more than five minutes before the newest line of an earlier block of a thousand.
create or replace temp table data_quality_checks as
with counts as (
    select
        (select count(*) from run_requests) as request_count,
        (select count(*) from run_rejects) as reject_count
),

hashes as (
    select hash(
        source, requested_at, server_id, method, path, status_code, duration_ms, response_bytes, client_ip, user_agent, request_id
    ) as line_hash
    from run_requests
),

duplicates as (
    select
        count(*) as sampled_count,
        count(*) - count(distinct line_hash) as duplicate_count
    from hashes
    where line_hash % 16 = 0
),

blocks as (
    select
        source,
        line // 1000 as block,
        max(requested_at) as newest_at
    from run_requests
    group by source, block
),

newest_before as (
    select
        source,
        block,
        max(newest_at) over (
            partition by source order by block rows between unbounded preceding and 1 preceding
        ) as newest_at
    from blocks
),

late as (
    select count(*) as late_count
    from run_requests
    inner join newest_before
        on newest_before.source = run_requests.source
        and newest_before.block = run_requests.line // 1000
    where run_requests.requested_at < newest_before.newest_at - interval 5 minute
),

active_minutes as (
    select distinct minute_at
    from all_traffic_minutes
    where scope_kind = 'all'
),

steps as (
    select date_diff('minute', lag(minute_at) over (order by minute_at), minute_at) - 1 as missing_count
    from active_minutes
),

gaps as (
    select coalesce(max(missing_count), 0) as longest_gap
    from steps
    where missing_count < 1440
),

moments as (
    select
        max(requested_at) as newest_at,
        count(*) filter (where requested_at > epoch_ms(getvariable('read_at')::bigint) + interval 1 day) as future_count
    from run_requests
)

select
    'unparsed_ratio' as check_name,
    reject_count / nullif(request_count + reject_count, 0) as observed,
    getvariable('max_reject_ratio')::double as limit_value,
    'share of lines that could not be read' as meaning
from counts
union all
select
    'duplicate_ratio',
    duplicate_count / nullif(sampled_count, 0),
    0.01,
    'share of lines that stand twice in their source'
from duplicates
union all
select
    'late_ratio',
    late_count / nullif(request_count, 0),
    0.01,
    'share of lines more than five minutes out of order'
from late, counts
union all
select
    'longest_gap_minutes',
    longest_gap,
    60,
    'longest stretch of minutes without a request, of less than a day'
from gaps
union all
select
    'future_ratio',
    future_count / nullif(request_count, 0),
    0,
    'share of requests dated more than a day ahead of the clock'
from moments, counts
union all
select
    'freshness_minutes',
    date_diff('second', newest_at, epoch_ms(getvariable('read_at')::bigint)) / 60,
    null,
    'minutes between the newest request and the run'
from moments;
