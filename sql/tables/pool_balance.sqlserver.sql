-- Purpose: how evenly each pool shares its work.
-- Grain: one row an hour and pool. Key: window_start_at, pool.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.pool_balance', N'U') is null
create table dbo.pool_balance (
    window_start_at datetime2(3) not null,
    pool nvarchar(max) collate Latin1_General_100_BIN2 not null,
    server_count bigint not null,
    request_count bigint not null,
    jain_index float not null,
    row_key binary(16) not null,
    constraint pool_balance_pk primary key (window_start_at, row_key)
);
