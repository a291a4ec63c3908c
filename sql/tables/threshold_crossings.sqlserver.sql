-- Purpose: when a resource reaches its limit if it goes on like this.
-- Grain: one row a day on which it was made, scope kind, scope and metric. Key: made_at, scope_kind, scope, metric.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.threshold_crossings', N'U') is null
create table dbo.threshold_crossings (
    made_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    threshold float not null,
    latest float not null,
    slope_per_day float not null,
    crosses_at datetime2(3) not null,
    earliest_at datetime2(3) not null,
    latest_at datetime2(3),
    explanation nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint threshold_crossings_pk primary key (made_at, row_key)
);
