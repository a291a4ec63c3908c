-- Purpose: what failed health checks have to do with errors that users see, by day.
-- Grain: one row a day and server with a failed health check. Key: day_at, server_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.health_check_links', N'U') is null
create table dbo.health_check_links (
    day_at datetime2(3) not null,
    server_id nvarchar(max) collate Latin1_General_100_BIN2 not null,
    failed_minute_count bigint not null,
    server_error_count bigint not null,
    linked_error_count bigint not null,
    linked_error_ratio float,
    lag_minutes bigint,
    correlation float,
    row_key binary(16) not null,
    constraint health_check_links_pk primary key (day_at, row_key)
);
