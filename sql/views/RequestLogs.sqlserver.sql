-- Purpose: single requests under the names of the original project, for reports that read them.
-- Grain: one row a line of an access log.
-- Input: requests.
create view dbo.RequestLogs as
select
    row_id as id,
    requested_at as "timestamp",
    cast(server_id as nvarchar(50)) as server_id,
    cast(region as nvarchar(50)) as region,
    cast(method as nvarchar(10)) as request_method,
    cast(status_code as int) as status_code,
    try_cast(round(duration_ms, 0) as int) as response_time_ms,
    retry_rate,
    response_bytes as bytes_sent,
    cast(client_ip as nvarchar(45)) as client_ip,
    cast(user_agent as nvarchar(500)) as user_agent,
    loaded_at as created_at
from dbo.requests;
