/** Reads what a rule looks at: stored minutes from where it was evaluated last, and as many before them as its windows need. @module */
import { absenceReadings } from "../alert/absence_readings.ts";
import type { AlertRuleRow } from "../alert/alert_rule.ts";
import { burnRateReachMs, burnRateReadings } from "../alert/burn_rate_readings.ts";
import type { ScopeReadings } from "../alert/evaluate_rule.ts";
import { incidentReadings } from "../alert/incident_readings.ts";
import { THRESHOLD_METRICS } from "../alert/parse_alert_rules.ts";
import type { ActiveScope } from "../alert/rule_state.ts";
import type { Stretch } from "../alert/walk_minutes.ts";
import { countEvents } from "../analysis/measure_objectives.ts";
import { ANOMALIES, SEVERITIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { quoteIdentifier } from "../duckdb/quote.ts";
import { KPIS } from "../kpi/kpi.ts";
import type { AlertUrgency } from "../slo/burn_rate_pairs.ts";
import { EventRecord, type MinuteEvents } from "../slo/event_record.ts";
import type { Objectives } from "../slo/objective.ts";
import { DAY_MS } from "../table/day.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { RowStore } from "./row_store.ts";

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

/** How long an incident may have been open before the stretch. */
const LONGEST_INCIDENT_MS = 7 * DAY_MS;

/** A rule and the minutes at which it is looked at. */
export interface RuleStretch extends Stretch {
  readonly rule: AlertRuleRow;
  /** Scopes that are not quiet at its start. */
  readonly active: readonly ActiveScope[];
  /** Whether minutes before it were looked at already. */
  readonly isContinued: boolean;
}

/** Reads the readings of each scope of a rule; those of scopes that stay quiet may be left out. */
export function readReadings(store: RowStore, stretch: RuleStretch, objectives: Objectives): Promise<ScopeReadings[]> {
  const { kind, metric } = stretch.rule;
  if (kind === "burn_rate") return ofBurnRate(store, stretch, objectives);
  if (kind === "absence") return ofAbsence(store, stretch);
  if (kind === "threshold") return ofThreshold(store, stretch);
  return metric === "incident_severity" ? ofIncidents(store, stretch) : ofAnomalies(store, stretch);
}

/** Only the rows of a rule's scope. */
function onlyScope({ scope_kind, scope }: AlertRuleRow): Record<string, readonly string[]> {
  return { ...scope_kind === null ? {} : { scope_kind: [scope_kind] }, ...scope === null ? {} : { scope: [scope] } };
}

const OPERATORS: Readonly<Record<string, string>> = { above: ">", below: "<", at_least: ">=" };

interface ValueRow {
  readonly scope_kind: string;
  readonly scope: string;
  readonly at: number;
  readonly value: number | null;
}

/** Of hundreds of scopes few are ever beyond the level: the others stay in the database. A row that nobody has checked may name no metric. */
async function ofThreshold(store: RowStore, { rule, active, from, to }: RuleStretch): Promise<ScopeReadings[]> {
  const operator = OPERATORS[rule.comparison];
  if (operator === undefined || !THRESHOLD_METRICS.includes(rule.metric)) return [];
  await store.bring(KPIS, { from, to, only: { window: ["minute"], ...onlyScope(rule) } });
  const value = `if(request_count >= $1, ${quoteIdentifier(rule.metric)}, null)`;
  const rows = await store.database.rows<ValueRow>(
    `select scope_kind, scope, window_start_at as "at", ${value} as value from kpis
    where scope in (select scope from kpis where ${value} ${operator} $2)
        or list_contains($3::json::varchar[], scope)
    order by scope_kind, scope, "at"`,
    [rule.min_request_count, rule.fire_level, JSON.stringify(active.map(({ scope }) => scope))],
  );
  return byScope(rows);
}

async function ofAnomalies(store: RowStore, { rule, from, to }: RuleStretch): Promise<ScopeReadings[]> {
  await store.bring(ANOMALIES, { from, to, only: { window: ["minute"], ...onlyScope(rule) } });
  const ranks = SEVERITIES.map((severity) => `'${severity}'`).join(", ");
  const value = rule.metric === "anomaly_score" ? "score" : `list_position([${ranks}], severity)`;
  return byScope(
    await store.database.rows<ValueRow>(
      `select scope_kind, scope, window_start_at as "at", max(${value})::double as value from anomalies
      group by scope_kind, scope, "at"
      order by scope_kind, scope, "at"`,
    ),
  );
}

async function ofIncidents(store: RowStore, { rule, from, to }: RuleStretch): Promise<ScopeReadings[]> {
  const rows = await store.rows(INCIDENTS, { from: from - LONGEST_INCIDENT_MS, to, only: onlyScope(rule) });
  return incidentReadings(rows, { from, to });
}

async function ofBurnRate(
  store: RowStore,
  { rule, from, to }: RuleStretch,
  { objectives, maintenance }: Objectives,
): Promise<ScopeReadings[]> {
  const objective = objectives.find(({ name }) => name === rule.objective);
  if (objective === undefined) return [];
  const { scopeKind, scope } = objective;
  const reach = burnRateReachMs(objective, rule.metric as AlertUrgency);
  const selection = { from: from - reach, to, only: { scope_kind: [scopeKind], scope: [scope] } };
  await store.bring(TRAFFIC_MINUTES, selection, "traffic_minutes_with_history");
  await countEvents(store.database, [objective]);
  const minutes = await store.database.rows<MinuteEvents>(
    "select minute_at, event_count, bad_count from slo_minutes order by minute_at",
  );
  const record = new EventRecord(minutes, { known: [], maintenance });
  return [{ scopeKind, scope, readings: burnRateReadings(objective, record, rule.metric, { from, to }) }];
}

/** Each scope by itself is forgotten after a day of silence, or after the rule's time where that is longer; a scope that is named never is. */
async function ofAbsence(store: RowStore, { rule, from, to, isContinued }: RuleStretch): Promise<ScopeReadings[]> {
  const reachMinutes = Math.max(MINUTES_A_DAY, rule.fire_level);
  const reachFrom = from - reachMinutes * MINUTE_MS;
  const kinds = [...new Set(["all", rule.scope_kind!])];
  await store.bring(KPIS, { from: reachFrom, to, only: { window: ["minute"], scope_kind: kinds } });
  const { firstAt } = await store.database.row<{ firstAt: number | null }>(
    'select min(window_start_at) as "firstAt" from kpis',
  );
  const knownFrom = isContinued ? reachFrom : firstAt ?? from;
  const seen = byScope(
    await store.database.rows<ValueRow>(
      `select scope_kind, scope, window_start_at as "at", null as value from kpis
      where scope_kind = $1 and ($2::varchar is null or scope = $2) and request_count > 0
      order by scope, "at"`,
      [rule.scope_kind, rule.scope],
    ),
  );
  const unseen = { scopeKind: rule.scope_kind!, scope: rule.scope!, readings: [] };
  const scopes = rule.scope !== null && seen.length === 0 ? [unseen] : seen;
  const longestMinutes = rule.scope === null ? reachMinutes : Infinity;
  return scopes.map(({ scopeKind, scope, readings }) => {
    const presence = { minutes: readings.map(({ at }) => at), knownFrom, longestMinutes };
    return { scopeKind, scope, readings: absenceReadings(presence, { from, to }) };
  });
}

function byScope(rows: readonly ValueRow[]): ScopeReadings[] {
  const groups = Map.groupBy(rows, ({ scope_kind, scope }) => `${scope_kind}\n${scope}`);
  return [...groups.values()].map((readings) => (
    { scopeKind: readings[0]!.scope_kind, scope: readings[0]!.scope, readings }
  ));
}
