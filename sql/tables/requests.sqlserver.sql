-- Purpose: single requests, of which everything else is computed.
-- Grain: one row a line of an access log. Key: source, line.
-- SQL Server: source_key is what stays the same about a log that grows or is rotated; a day's rows of it are replaced together.
-- Lines of two logs may share source and line, so that a number makes the primary key.
if object_id(N'dbo.requests', N'U') is null
create table dbo.requests (
    requested_at datetime2(3) not null,
    balancer nvarchar(max) collate Latin1_General_100_BIN2,
    pool nvarchar(max) collate Latin1_General_100_BIN2,
    server_id nvarchar(max) collate Latin1_General_100_BIN2,
    region nvarchar(max) collate Latin1_General_100_BIN2,
    method nvarchar(max) collate Latin1_General_100_BIN2,
    path nvarchar(max) collate Latin1_General_100_BIN2,
    route nvarchar(max) collate Latin1_General_100_BIN2,
    status_code bigint,
    duration_ms float,
    queue_ms float,
    connect_ms float,
    upstream_ms float,
    attempt_count bigint,
    is_redispatched bit,
    request_bytes bigint,
    response_bytes bigint,
    client_ip nvarchar(max) collate Latin1_General_100_BIN2,
    user_agent nvarchar(max) collate Latin1_General_100_BIN2,
    protocol nvarchar(max) collate Latin1_General_100_BIN2,
    tls_version nvarchar(max) collate Latin1_General_100_BIN2,
    termination nvarchar(max) collate Latin1_General_100_BIN2,
    request_id nvarchar(max) collate Latin1_General_100_BIN2,
    retry_rate float,
    source nvarchar(max) collate Latin1_General_100_BIN2 not null,
    line bigint not null,
    source_key nvarchar(80) collate Latin1_General_100_BIN2 not null,
    row_id bigint identity(1, 1) not null,
    loaded_at datetime2(3) not null default sysutcdatetime(),
    constraint requests_pk primary key nonclustered (row_id)
);
