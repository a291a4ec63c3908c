-- Purpose: single requests with the flags of the original project; what departs from its own past is in anomalies.
-- Grain: one row a line of an access log.
-- Input: requests.
-- SQL Server: weekdays have English names, whatever the language of the session.
create view dbo.vw_AnomalyFlags as
with flags as (
    select
        row_id,
        server_id,
        region,
        requested_at,
        method,
        cast(status_code as int) as status_code,
        try_cast(round(duration_ms, 0) as int) as response_time_ms,
        retry_rate,
        response_bytes,
        client_ip,
        user_agent,
        datediff(day, '19000101', requested_at) % 7 as weekday_number,
        case when status_code in (500, 503, 504) then 1 else 0 end as is_failure,
        case when duration_ms > 1000 then 1 else 0 end as is_slow,
        case when retry_rate > 0.3 then 1 else 0 end as is_retry
    from dbo.requests
)

select
    row_id as request_id,
    cast(server_id as nvarchar(50)) as server_id,
    cast(region as nvarchar(50)) as region,
    requested_at as request_timestamp,
    cast(method as nvarchar(10)) as request_method,
    status_code,
    response_time_ms,
    retry_rate,
    response_bytes as bytes_sent,
    cast(client_ip as nvarchar(45)) as client_ip,
    cast(user_agent as nvarchar(500)) as user_agent,
    datepart(hour, requested_at) as RequestHour,
    datepart(minute, requested_at) as RequestMinute,
    datepart(second, requested_at) as RequestSecond,
    convert(varchar(8), requested_at, 108) as TimeBucket,
    is_failure as IsFailure,
    is_slow as IsLatencyOutlier,
    is_retry as IsRetrySpike,
    is_failure + is_slow + is_retry as AnomalyScore,
    case is_failure + is_slow + is_retry when 3 then N'Critical' when 2 then N'Moderate' when 1 then N'Minor' else N'Normal' end as SeverityTier,
    case status_code when 500 then N'Internal Error' when 503 then N'Service Unavailable' when 504 then N'Gateway Timeout' else N'Other' end as FailureType,
    case
        when response_time_ms <= 500 then N'Fast'
        when response_time_ms <= 1000 then N'Moderate'
        when response_time_ms <= 3000 then N'Slow'
        else N'Very Slow'
    end as LatencyBucket,
    case
        when method in (N'GET', N'HEAD') then N'Read'
        when method in (N'POST', N'PUT', N'PATCH') then N'Write'
        when method = N'DELETE' then N'Danger Zone'
        else N'Other'
    end as MethodCategory,
    case method
        when N'GET' then N'GET 🔍'
        when N'POST' then N'POST 📨'
        when N'PUT' then N'PUT 🛠️'
        when N'DELETE' then N'DELETE ⚠️'
        else concat(cast(method as nvarchar(10)), N' ❓')
    end as MethodDisplay,
    case weekday_number
        when 0 then N'Monday'
        when 1 then N'Tuesday'
        when 2 then N'Wednesday'
        when 3 then N'Thursday'
        when 4 then N'Friday'
        when 5 then N'Saturday'
        else N'Sunday'
    end as DayName,
    case when weekday_number >= 5 then 1 else 0 end as IsWeekend
from flags;
