-- Purpose: lines that could not be read.
-- Grain: one row a line that could not be read. Key: source, line.
create table if not exists rejects (
    rejected_at timestamp not null,
    source varchar not null,
    line bigint not null,
    reason varchar not null,
    text varchar not null
);
