-- Purpose: whether the telemetry of a run can be trusted.
-- Grain: one row a run and check. Key: run_id, check_name.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.data_quality', N'U') is null
create table dbo.data_quality (
    run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
    check_name nvarchar(64) collate Latin1_General_100_BIN2 not null,
    checked_at datetime2(3) not null,
    observed float,
    limit_value float,
    is_passed bit not null,
    meaning nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    row_id bigint identity(1, 1) not null,
    loaded_at datetime2(3) not null default sysutcdatetime(),
    constraint data_quality_pk primary key (row_key)
);
