-- Purpose: which step ran when, and what it did.
-- Grain: one row a run and step. Key: run_id, step.
create table if not exists loads (
    run_id varchar not null,
    step varchar not null,
    started_at timestamp not null,
    duration_ms bigint not null,
    rows_in bigint not null,
    rows_out bigint not null,
    rejected_count bigint not null
);
