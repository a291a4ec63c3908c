-- Purpose: what is expected of the coming week, with its interval.
-- Grain: one row a day on which it was made, window, scope kind, scope, metric and window start. Key: made_at, window, scope_kind, scope, metric, window_start_at.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.forecasts', N'U') is null
create table dbo.forecasts (
    made_at datetime2(3) not null,
    "window" nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    window_start_at datetime2(3) not null,
    expected float not null,
    lower float not null,
    upper float not null,
    history_day_count bigint not null,
    row_key binary(16) not null,
    constraint forecasts_pk primary key (made_at, window_start_at, row_key)
);
