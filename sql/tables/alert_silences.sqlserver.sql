-- Purpose: spans of time in which alerts that match are told to nobody.
-- Grain: one row a silence. Key: silence_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.alert_silences', N'U') is null
create table dbo.alert_silences (
    silence_id nvarchar(36) collate Latin1_General_100_BIN2 not null,
    matchers nvarchar(max) not null,
    from_at datetime2(3) not null,
    to_at datetime2(3) not null,
    reason nvarchar(max) collate Latin1_General_100_BIN2 not null,
    created_at datetime2(3) not null,
    row_key binary(16) not null,
    constraint alert_silences_pk primary key (row_key)
);
