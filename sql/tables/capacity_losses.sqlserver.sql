-- Purpose: what remains when a server or a region is lost.
-- Grain: one row a day, scope kind, scope, lost kind and lost. Key: day_at, scope_kind, scope, lost_kind, lost.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.capacity_losses', N'U') is null
create table dbo.capacity_losses (
    day_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    lost_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    lost nvarchar(max) collate Latin1_General_100_BIN2 not null,
    busiest_requests_per_second float not null,
    lost_share_ratio float not null,
    remaining_server_count bigint not null,
    load_factor float,
    worst_server_id nvarchar(max) collate Latin1_General_100_BIN2,
    worst_cpu_percent float,
    worst_load_ratio float,
    verdict nvarchar(16) collate Latin1_General_100_BIN2 not null,
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint capacity_losses_pk primary key (day_at, row_key)
);
