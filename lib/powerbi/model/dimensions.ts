/** The tables that filter the others: days and scopes. @module */
import { type ModelColumn, modelTable } from "./model_table.ts";

/** One row a UTC day. */
export const DAY = modelTable({
  name: "Day",
  meaning: "One row a UTC day from the first to the last with traffic.",
  source: "star_days",
  isDateTable: true,
  columns: {
    day_at: { type: "instant", isKey: true, meaning: "Start of the UTC day." },
    month: { type: "text", meaning: "Year and month, as 2026-01." },
    day_of_week: { type: "integer", isHidden: true, meaning: "1 Monday .. 7 Sunday." },
    weekday: { type: "text", sortBy: "day_of_week", meaning: "English name of the day of the week." },
  },
});

/** One row a part of the traffic. */
export const SCOPE = modelTable({
  name: "Scope",
  meaning: "One row a scope kind and scope: all traffic, a pool, a server, a route and so on.",
  source: "star_scopes",
  columns: {
    scope_kind: {
      type: "text",
      meaning: "What traffic is cut by: all, balancer, pool, server, region, route, method, cause or client_kind.",
    },
    scope: { type: "text", meaning: "Which of them." },
    scope_key: { type: "text", isKey: true, isHidden: true, meaning: "Digest of both." },
  },
});

/** Columns that tie a fact to its day and scope. */
export const FACT_KEYS = {
  day_at: { type: "instant", isHidden: true, meaning: "Start of the UTC day." },
  hour_of_day: { type: "integer", meaning: "Hour of the UTC day, 0 to 23." },
  scope_key: { type: "text", isHidden: true, meaning: "Digest of scope kind and scope." },
} as const satisfies Readonly<Record<string, ModelColumn>>;
