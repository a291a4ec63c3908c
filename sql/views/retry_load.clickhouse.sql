-- Purpose: how much load retries add, minute by minute: the requests that clients mean, and the attempts that servers get.
-- Grain: one row a minute, scope kind and scope with traffic.
-- Input: traffic_minutes. Client retries are those that sources state, else those that were inferred.
-- effective_requests_per_second counts original requests, actual_requests_per_second attempts by clients and balancers, goodput those that the service did not
-- fail. amplification = actual / effective; null where every request is a retry.
create view if not exists retry_load as
select
    minute_at,
    scope_kind,
    scope,
    request_count,
    client_retry_count,
    balancer_retry_count,
    (request_count - client_retry_count) / 60 as effective_requests_per_second,
    (request_count + balancer_retry_count) / 60 as actual_requests_per_second,
    (request_count - status_5xx_count - unanswered_count) / 60 as goodput_requests_per_second,
    (request_count + balancer_retry_count) / nullIf(request_count - client_retry_count, 0) as amplification
from traffic_minutes;
