-- Purpose: spans of time in which alerts that match are told to nobody.
-- Grain: one row a silence. Key: silence_id.
create table if not exists alert_silences (
    silence_id varchar not null,
    matchers json not null,
    from_at timestamp not null,
    to_at timestamp not null,
    reason varchar not null,
    created_at timestamp not null
);
