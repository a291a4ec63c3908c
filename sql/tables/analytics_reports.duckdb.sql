-- Purpose: what a run found, as JSON.
-- Grain: one row a run. Key: run_id.
create table if not exists analytics_reports (
    run_id varchar not null,
    created_at timestamp not null,
    from_at timestamp,
    to_at timestamp,
    report json not null
);
