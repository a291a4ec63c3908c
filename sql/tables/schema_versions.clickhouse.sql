-- Purpose: which statements made the tables and views of this node.
-- Grain: one row a version that was applied. Key: fingerprint.
-- ClickHouse: each node has its own; a view is made anew when the fingerprint changes.
create table if not exists schema_versions_local (
    fingerprint String,
    applied_at DateTime
)
engine = MergeTree
order by applied_at;
