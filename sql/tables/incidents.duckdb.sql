-- Purpose: anomalies that belong together.
-- Grain: one row an incident. Key: incident_id.
create table if not exists incidents (
    incident_id varchar not null,
    opened_at timestamp not null,
    closed_at timestamp,
    severity varchar not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    anomaly_count bigint not null,
    request_count bigint not null,
    peak_score double not null,
    summary varchar not null,
    evidence json not null
);
