-- Purpose: stores the large tables column by column, which makes sums over months of them several times faster and their files smaller.
-- Needs: columnstore.
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.kpis') and type = 5)
create clustered columnstore index kpis_columns on dbo.kpis;
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.traffic_minutes') and type = 5)
create clustered columnstore index traffic_minutes_columns on dbo.traffic_minutes;
go
if not exists (select 1 from sys.indexes where object_id = object_id(N'dbo.requests') and type = 5)
create clustered columnstore index requests_columns on dbo.requests;
