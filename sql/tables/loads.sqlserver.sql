-- Purpose: which step ran when, and what it did.
-- Grain: one row a run and step. Key: run_id, step.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.loads', N'U') is null
create table dbo.loads (
    run_id nvarchar(64) collate Latin1_General_100_BIN2 not null,
    step nvarchar(32) collate Latin1_General_100_BIN2 not null,
    started_at datetime2(3) not null,
    duration_ms bigint not null,
    rows_in bigint not null,
    rows_out bigint not null,
    rejected_count bigint not null,
    row_key binary(16) not null,
    constraint loads_pk primary key (row_key)
);
