/** Shows when a rule would have fired over stored history, and what it would have missed. Nothing is changed. @module */
import type { AlertRuleRow } from "../alert/alert_rule.ts";
import { type ComparedIncident, compareFirings, type Comparison } from "../alert/compare_firings.ts";
import { evaluateRule } from "../alert/evaluate_rule.ts";
import type { Stretch } from "../alert/walk_minutes.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import type { Objectives } from "../slo/objective.ts";
import { DAY_MS } from "../table/day.ts";
import type { TimeRange } from "../warehouse/warehouse.ts";
import { readReadings } from "./read_readings.ts";
import type { RowStore } from "./row_store.ts";

const MINUTE_MS = 60_000;

/** What a replay found, over which minutes. */
export interface Replay extends Comparison {
  readonly stretch: Stretch;
  readonly incidentCount: number;
}

/**
 * Replays a rule over the stored minutes of a range.
 *
 * @param objectives those of burn rates
 * @returns null where no minute is stored
 */
export async function replayRule(
  store: RowStore,
  rule: AlertRuleRow,
  range: TimeRange,
  objectives: Objectives,
): Promise<Replay | null> {
  const stretch = await storedStretch(store, range);
  if (stretch === null) return null;
  const readings = await readReadings(store, { ...stretch, rule, active: [], isContinued: false }, objectives);
  const { alerts } = evaluateRule(rule, [], readings, stretch);
  const opened = await store.rows(INCIDENTS, { from: stretch.from - 7 * DAY_MS, to: stretch.to });
  const incidents = opened.filter((incident) => (
    (incident.closed_at ?? Infinity) > stretch.from && isConcern(rule, incident)
  ));
  const inOrder = alerts.toSorted((a, b) => a.started_at - b.started_at);
  return { ...compareFirings(inOrder, incidents), stretch, incidentCount: incidents.length };
}

async function storedStretch({ warehouse }: RowStore, { from, to }: TimeRange): Promise<Stretch | null> {
  const [row] = await warehouse.query<{ first_at: number | null; last_at: number | null }>(
    "select min(window_start_at) as first_at, max(window_start_at) as last_at from kpis " +
      "where \"window\" = 'minute' and scope_kind = 'all'",
  );
  const [firstAt, lastAt] = [Number(row?.first_at ?? 0), Number(row?.last_at ?? 0)];
  if (lastAt === 0) return null;
  const stretch = { from: Math.max(firstAt, from ?? firstAt), to: Math.min(lastAt + MINUTE_MS, to ?? Infinity) };
  return stretch.from < stretch.to ? stretch : null;
}

/** A rule on one server has missed no incident of another. */
function isConcern({ scope_kind, scope }: AlertRuleRow, incident: ComparedIncident): boolean {
  return scope === null || scope_kind !== incident.scope_kind || scope === incident.scope;
}
