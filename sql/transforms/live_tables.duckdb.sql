-- Purpose: what is kept beside the minutes of lines that are read live.
-- Grain: live_server_minutes has one row a segment, minute, pool, server and region; live_retries one a minute, scope kind and scope.
-- Output: the two tables, empty.
-- Retries are what analyses have inferred: a line by itself tells of none, as the request that it repeats may be in a log that comes later.
create table live_server_minutes (
    segment integer,
    minute_at timestamp,
    pool varchar,
    server_id varchar,
    region varchar,
    request_count bigint
);

create table live_retries (
    minute_at timestamp,
    scope_kind varchar,
    scope varchar,
    retry_count bigint
);
