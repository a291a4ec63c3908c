-- Purpose: what to do about retries, by effect.
-- Grain: one row a UTC day, kind, scope and time. Key: day_at, kind, scope_kind, scope, from_at.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.retry_recommendations', N'U') is null
create table dbo.retry_recommendations (
    day_at datetime2(3) not null,
    rank_number bigint not null,
    kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    from_at datetime2(3) not null,
    to_at datetime2(3) not null,
    words nvarchar(max) collate Latin1_General_100_BIN2 not null,
    effect_count float not null,
    saved_request_ratio float,
    lost_success_ratio float,
    evidence nvarchar(max) not null,
    row_key binary(16) not null,
    constraint retry_recommendations_pk primary key (day_at, from_at, row_key)
);
