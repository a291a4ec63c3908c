-- Purpose: lines that could not be read.
-- Grain: one row a line that could not be read. Key: source, line.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.rejects', N'U') is null
create table dbo.rejects (
    rejected_at datetime2(3) not null,
    source nvarchar(max) collate Latin1_General_100_BIN2 not null,
    line bigint not null,
    reason nvarchar(max) collate Latin1_General_100_BIN2 not null,
    text nvarchar(max) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint rejects_pk primary key (line, row_key)
);
