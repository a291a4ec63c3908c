-- Purpose: whether and when each receiver was told of each alert, and how many attempts that took.
-- Grain: one row an alert, receiver and status that was told or is still to be.
-- Input: alert_deliveries. delivered_at is null as long as every attempt has failed.
create or replace view alert_delivery_status as
select
    alert_id,
    receiver,
    status,
    count(*) as attempt_count,
    min(sent_at) as first_sent_at,
    max(case when outcome = 'delivered' then sent_at end) as delivered_at
from alert_deliveries
group by alert_id, receiver, status;
