-- Purpose: which statements made the tables and views of this file.
-- Grain: one row a version that was applied. Key: applied_at.
create table if not exists schema_versions (
    version bigint not null,
    fingerprint varchar not null,
    applied_at timestamp not null
);
