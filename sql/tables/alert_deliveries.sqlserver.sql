-- Purpose: every attempt to tell a receiver of an alert.
-- Grain: one row an attempt to deliver a notification, and alert in it. Key: notification_id, attempt_number, alert_id.
-- SQL Server: row_key is a digest of the texts of the key, which are longer than a key may be and differ in trailing spaces.
if object_id(N'dbo.alert_deliveries', N'U') is null
create table dbo.alert_deliveries (
    notification_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    attempt_number bigint not null,
    alert_id nvarchar(16) collate Latin1_General_100_BIN2 not null,
    status nvarchar(16) collate Latin1_General_100_BIN2 not null,
    receiver nvarchar(64) collate Latin1_General_100_BIN2 not null,
    sent_at datetime2(3) not null,
    duration_ms bigint not null,
    status_code bigint,
    error nvarchar(max) collate Latin1_General_100_BIN2,
    outcome nvarchar(16) collate Latin1_General_100_BIN2 not null,
    row_key binary(16) not null,
    constraint alert_deliveries_pk primary key (attempt_number, row_key)
);
