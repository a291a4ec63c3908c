-- Purpose: when a server may be taken away in the coming week.
-- Grain: one row a day on which it was made, scope kind, scope and rank. Key: made_at, scope_kind, scope, rank.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.maintenance_windows', N'U') is null
create table dbo.maintenance_windows (
    made_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    rank bigint not null,
    starts_at datetime2(3) not null,
    ends_at datetime2(3) not null,
    moved_request_count float not null,
    group_requests_per_second float not null,
    worst_server_id nvarchar(max) collate Latin1_General_100_BIN2,
    worst_cpu_percent float,
    worst_load_ratio float,
    verdict nvarchar(16) collate Latin1_General_100_BIN2 not null,
    is_recommended bit not null,
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint maintenance_windows_pk primary key (made_at, rank, row_key)
);
