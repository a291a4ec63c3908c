-- Purpose: which parts of the traffic carry what an incident has too much or too little of.
-- Grain: one row an incident, scope kind and scope. Key: incident_id, scope_kind, scope.
create table if not exists incident_slices (
    incident_id varchar not null,
    opened_at timestamp not null,
    scope_kind varchar not null,
    scope varchar not null,
    metric varchar not null,
    observed double not null,
    expected double not null,
    share double not null,
    is_carrier boolean not null
);
