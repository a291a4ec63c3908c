-- Purpose: requests that one client repeated because they failed.
-- Grain: one row a chain of attempts, named by its first request. Key: started_at, source, line.
create table if not exists retry_chains (
    started_at timestamp not null,
    source varchar not null,
    line bigint not null,
    client_ip varchar,
    client_kind varchar not null,
    method varchar,
    route varchar,
    pool varchar,
    region varchar,
    balancer varchar,
    attempt_count bigint not null,
    cause varchar not null,
    first_status_code bigint,
    last_status_code bigint,
    is_success boolean not null,
    ended_at timestamp not null,
    wait_pattern varchar not null,
    waits_ms json not null,
    durations_ms json not null,
    status_codes json not null,
    servers json not null,
    wasted_ms double not null
);
