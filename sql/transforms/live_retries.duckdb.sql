-- Purpose: stands for the retries that a roll-up infers: none while lines come in, as a retry may be told by a balancer whose lines come later.
-- Grain: one row a minute, scope kind and scope, of which there is none.
-- Output: temporary table inferred_retries.
create temp table if not exists inferred_retries (
    minute_at timestamp,
    scope_kind varchar,
    scope varchar,
    retry_count bigint
);
