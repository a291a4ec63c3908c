-- Purpose: what failed health checks have to do with errors that users see, by day.
-- Grain: one row a day and server with a failed health check. Key: day_at, server_id.
create table if not exists health_check_links (
    day_at timestamp not null,
    server_id varchar not null,
    failed_minute_count bigint not null,
    server_error_count bigint not null,
    linked_error_count bigint not null,
    linked_error_ratio double,
    lag_minutes bigint,
    correlation double
);
