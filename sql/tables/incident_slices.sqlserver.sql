-- Purpose: which parts of the traffic carry what an incident has too much or too little of.
-- Grain: one row an incident, scope kind and scope. Key: incident_id, scope_kind, scope.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.incident_slices', N'U') is null
create table dbo.incident_slices (
    incident_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    opened_at datetime2(3) not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    metric nvarchar(64) collate Latin1_General_100_BIN2 not null,
    observed float not null,
    expected float not null,
    share float not null,
    is_carrier bit not null,
    row_key binary(16) not null,
    constraint incident_slices_pk primary key (row_key)
);
