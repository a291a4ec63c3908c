-- Purpose: whether the telemetry of a run can be trusted.
-- Grain: one row a run and check. Key: run_id, check_name.
create table if not exists data_quality (
    run_id varchar not null,
    check_name varchar not null,
    checked_at timestamp not null,
    observed double,
    limit_value double,
    is_passed boolean not null,
    meaning varchar not null
);
