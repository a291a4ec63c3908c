-- Purpose: how objectives stand, hour by hour.
-- Grain: one row an hour and objective. Key: hour_at, objective.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.slo_status', N'U') is null
create table dbo.slo_status (
    hour_at datetime2(3) not null,
    objective nvarchar(64) collate Latin1_General_100_BIN2 not null,
    indicator nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope_kind nvarchar(16) collate Latin1_General_100_BIN2 not null,
    scope nvarchar(max) collate Latin1_General_100_BIN2 not null,
    "window" nvarchar(16) collate Latin1_General_100_BIN2 not null,
    target_ratio float not null,
    threshold_ms float,
    event_count bigint not null,
    bad_count bigint not null,
    window_from_at datetime2(3) not null,
    window_to_at datetime2(3) not null,
    window_event_count bigint not null,
    window_bad_count bigint not null,
    known_ratio float not null,
    attained_ratio float,
    budget_count float,
    budget_left_ratio float,
    burn_rate float,
    page_fast_burn_rate float,
    page_slow_burn_rate float,
    ticket_fast_burn_rate float,
    ticket_slow_burn_rate float,
    page_minute_count bigint not null,
    ticket_minute_count bigint not null,
    recent_bad_count bigint not null,
    budget_gone_at datetime2(3),
    row_key binary(16) not null,
    constraint slo_status_pk primary key (hour_at, row_key)
);
