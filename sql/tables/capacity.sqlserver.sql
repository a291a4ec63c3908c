-- Purpose: what each part of the service can carry, and how far it is from that.
-- Grain: one row a day, scope kind and scope. Key: day_at, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.capacity', N'U') is null
create table dbo.capacity (
    day_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    minute_count bigint not null,
    busiest_requests_per_second float not null,
    busiest_concurrency float,
    lightest_concurrency float,
    verdict nvarchar(16) collate Latin1_General_100_BIN2 not null,
    gamma_requests_per_second float,
    alpha float,
    beta float,
    fit_residual float,
    knee_concurrency float,
    knee_lower float,
    knee_upper float,
    peak_requests_per_second float,
    cpu_percent_per_rps float,
    cpu_limit_requests_per_second float,
    limit_requests_per_second float,
    headroom_ratio float,
    latest_headroom_ratio float,
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint capacity_pk primary key (day_at, row_key)
);
