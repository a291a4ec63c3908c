-- Purpose: what a run found, as JSON.
-- Grain: one row a run. Key: run_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.analytics_reports', N'U') is null
create table dbo.analytics_reports (
    run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
    created_at datetime2(3) not null,
    from_at datetime2(3),
    to_at datetime2(3),
    report nvarchar(max) not null,
    row_key binary(16) not null,
    row_id bigint identity(1, 1) not null,
    loaded_at datetime2(3) not null default sysutcdatetime(),
    constraint analytics_reports_pk primary key (row_key)
);
