-- Purpose: indexes for what is read and removed other than by the primary keys.
-- The two large tables have theirs over the few rows that views ask for, so that a load does not pay for them.
-- SQL Server: names are compared by their beginning, because Babelfish lengthens them.
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.kpis') and name like N'kpis_of_hours%')
create index kpis_of_hours on dbo.kpis ("window", window_start_at) where "window" <> N'minute';
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.traffic_minutes') and name like N'traffic_minutes_of_all%')
create index traffic_minutes_of_all on dbo.traffic_minutes (minute_at) where scope_kind = N'all';
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.anomalies') and name like N'anomalies_by_incident%')
create index anomalies_by_incident on dbo.anomalies (incident_id);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.incidents') and name like N'incidents_by_time%')
create index incidents_by_time on dbo.incidents (opened_at);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.requests') and name like N'requests_by_time%')
create index requests_by_time on dbo.requests (requested_at, source_key);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.rejects') and name like N'rejects_by_source%')
create index rejects_by_source on dbo.rejects (row_key);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.rejects') and name like N'rejects_by_time%')
create index rejects_by_time on dbo.rejects (rejected_at);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.analytics_reports') and name like N'analytics_reports_by_time%')
create index analytics_reports_by_time on dbo.analytics_reports (created_at);
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.data_quality') and name like N'data_quality_by_run%')
create index data_quality_by_run on dbo.data_quality (run_id, check_name);
