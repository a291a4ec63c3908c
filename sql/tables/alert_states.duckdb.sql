-- Purpose: how far each rule was evaluated, and which of its scopes are pending or firing.
-- Grain: one row a rule that was evaluated. Key: rule.
create table if not exists alert_states (
    "rule" varchar not null,
    evaluated_to_at timestamp not null,
    active json not null
);
