-- Purpose: what moved in an incident, in order of onset, and what else changed with it.
-- Grain: one row an incident, scope kind, scope, metric and direction. Key: incident_id, scope_kind, scope, metric, direction.
create table if not exists incident_signals (
    incident_id varchar not null,
    opened_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    direction varchar not null,
    onset_delay_ms bigint,
    observed double not null,
    expected double not null,
    anomaly_count bigint not null,
    is_cause_candidate boolean not null
);
