-- Purpose: which statements made the tables and views of this database.
-- Grain: one row a version that was applied. Key: change_id.
-- SQL Server: migration is the number of the newest file in sql/migrations that was run.
if object_id(N'dbo.schema_versions', N'U') is null
create table dbo.schema_versions (
    change_id bigint identity(1, 1) not null,
    version bigint not null,
    migration bigint not null,
    fingerprint varchar(64) not null,
    applied_at datetime2(3) not null default sysutcdatetime(),
    constraint schema_versions_pk primary key (change_id)
);
