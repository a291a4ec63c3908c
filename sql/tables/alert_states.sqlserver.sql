-- Purpose: how far each rule was evaluated, and which of its scopes are pending or firing.
-- Grain: one row a rule that was evaluated. Key: rule.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.alert_states', N'U') is null
create table dbo.alert_states (
    "rule" nvarchar(128) collate Latin1_General_100_BIN2 not null,
    evaluated_to_at datetime2(3) not null,
    active nvarchar(max) not null,
    row_key binary(16) not null,
    constraint alert_states_pk primary key (row_key)
);
