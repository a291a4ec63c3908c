/** The `slo_status` table: how objectives stand, hour by hour. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row an hour and objective. The formulas are in `error_budget.ts`, `burn_alert.ts` and `budget_forecast.ts`. */
export const SLO_STATUS = defineTable({
  name: "slo_status",
  grain: "one row an hour and objective",
  key: ["hour_at", "objective"],
  time: "hour_at",
  columns: {
    hour_at: {
      type: "instant",
      meaning: "Start of the hour. Figures hold at its end, or at the last minute that is known.",
    },
    objective: { type: "text", length: 64, meaning: "Name of the objective in `slo.json`." },
    indicator: { type: "text", length: 16, meaning: "What makes an event good: availability or latency." },
    scope_kind: { type: "text", length: 16, meaning: "As in `traffic_minutes`." },
    scope: { type: "text", meaning: "As in `traffic_minutes`." },
    window: {
      type: "text",
      length: 16,
      meaning: "`30d` for any 30 days up to now, or the calendar's `week` or `month`.",
    },
    target_ratio: { type: "real", unit: "0..1", meaning: "Share of events that must be good." },
    threshold_ms: {
      type: "real",
      nullable: true,
      meaning: "Duration up to which a request is good; null for availability.",
    },
    event_count: {
      type: "integer",
      meaning: "Events of the hour: requests, for latency those with a duration. Maintenance is left out.",
    },
    bad_count: { type: "integer", meaning: "Those that were not good." },
    window_from_at: { type: "instant", meaning: "Start of the window." },
    window_to_at: { type: "instant", meaning: "End of the window; of a calendar window mostly in the future." },
    window_event_count: { type: "integer", meaning: "Events of the window so far." },
    window_bad_count: { type: "integer", meaning: "Bad events of the window so far." },
    known_ratio: {
      type: "real",
      unit: "0..1",
      meaning:
        "Share of the window, without maintenance, of which there are minutes; the rest is taken to have as much traffic.",
    },
    attained_ratio: {
      type: "real",
      unit: "0..1",
      nullable: true,
      meaning: "Good events / events of the window so far; null without events.",
    },
    budget_count: {
      type: "real",
      nullable: true,
      meaning: "Bad events that the whole window may have: (1 - target) x expected events; null without events.",
    },
    budget_left_ratio: {
      type: "real",
      unit: "1 and below",
      nullable: true,
      meaning: "1 - bad events / budget; below 0 the objective is broken; null without events.",
    },
    burn_rate: {
      type: "real",
      nullable: true,
      meaning:
        "Share of bad events / (1 - target) over the window so far: 1 spends the budget exactly; null without events.",
    },
    page_fast_burn_rate: {
      type: "real",
      nullable: true,
      meaning: "Lower burn rate of 1 h and 5 min (of 30 days), above 14.4 is a page; null without events.",
    },
    page_slow_burn_rate: {
      type: "real",
      nullable: true,
      meaning: "Lower burn rate of 6 h and 30 min (of 30 days), above 6 is a page; null without events.",
    },
    ticket_fast_burn_rate: {
      type: "real",
      nullable: true,
      meaning: "Lower burn rate of 1 day and 2 h (of 30 days), above 3 is a ticket; null without events.",
    },
    ticket_slow_burn_rate: {
      type: "real",
      nullable: true,
      meaning: "Lower burn rate of 3 days and 6 h (of 30 days), above 1 is a ticket; null without events.",
    },
    page_minute_count: {
      type: "integer",
      meaning: "Minutes of the hour at whose end a page was due, by enough bad events to be sure.",
    },
    ticket_minute_count: { type: "integer", meaning: "Minutes of the hour at whose end a ticket was due, likewise." },
    recent_bad_count: {
      type: "integer",
      meaning: "Bad events of the last tenth of the window's length: what the forecast rests on.",
    },
    budget_gone_at: {
      type: "instant",
      nullable: true,
      meaning:
        "When the budget is gone if bad events go on at the recent pace; the figures' own moment where it is gone already, null where it lasts.",
    },
  },
});

/** One row of `slo_status`. */
export type SloStatusRow = Row<typeof SLO_STATUS>;
