-- Purpose: which statements made the tables and views of this node.
-- Grain: one row a version that was applied. Key: applied_at.
-- ClickHouse: each node has its own; views are made anew when the fingerprint changes.
create table if not exists schema_versions_local (
    version UInt32,
    fingerprint String,
    applied_at DateTime
)
engine = MergeTree
order by applied_at;
