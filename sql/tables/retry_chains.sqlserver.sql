-- Purpose: requests that one client repeated because they failed.
-- Grain: one row a chain of attempts, named by its first request. Key: started_at, source, line.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.retry_chains', N'U') is null
create table dbo.retry_chains (
    started_at datetime2(3) not null,
    source nvarchar(max) collate Latin1_General_100_BIN2 not null,
    line bigint not null,
    client_ip nvarchar(max) collate Latin1_General_100_BIN2,
    client_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    method nvarchar(max) collate Latin1_General_100_BIN2,
    route nvarchar(max) collate Latin1_General_100_BIN2,
    pool nvarchar(max) collate Latin1_General_100_BIN2,
    region nvarchar(max) collate Latin1_General_100_BIN2,
    balancer nvarchar(max) collate Latin1_General_100_BIN2,
    attempt_count bigint not null,
    cause nvarchar(24) collate Latin1_General_100_BIN2 not null,
    first_status_code bigint,
    last_status_code bigint,
    is_success bit not null,
    ended_at datetime2(3) not null,
    wait_pattern nvarchar(16) collate Latin1_General_100_BIN2 not null,
    waits_ms nvarchar(max) not null,
    durations_ms nvarchar(max) not null,
    status_codes nvarchar(max) not null,
    servers nvarchar(max) not null,
    wasted_ms float not null,
    row_key binary(16) not null,
    constraint retry_chains_pk primary key (started_at, line, row_key)
);
