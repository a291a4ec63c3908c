/** Evaluates all rules on the minutes that are new since the last time. @module */
import { type AlertRow, ALERTS } from "../alert/alert.ts";
import { ALERT_RULES, type AlertRuleRow } from "../alert/alert_rule.ts";
import { evaluateRule, type Evaluation } from "../alert/evaluate_rule.ts";
import { mergeRules, type WrittenRules } from "../alert/merge_rules.ts";
import { ALERT_STATES, type RuleState, ruleStateOf, stateRow } from "../alert/rule_state.ts";
import type { Objectives } from "../slo/objective.ts";
import { dayOf } from "../table/day.ts";
import { readReadings } from "./read_readings.ts";
import { change, type RowStore } from "./row_store.ts";

const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 1_440;

/** What an evaluation works on. */
export interface EvaluationInput {
  readonly written: WrittenRules;
  readonly objectives: Objectives;
  /** Up to when whole minutes are known, ms since 1970: nothing after it is looked at. */
  readonly until: number;
  /** Up to when anomalies and incidents have been looked for, where that is earlier. */
  readonly foundUntil?: number;
}

/** What it found. */
export interface EvaluationResult {
  readonly rules: readonly AlertRuleRow[];
  /** All alerts that the warehouse has now. */
  readonly alerts: readonly AlertRow[];
  /** Those that are new or have changed. */
  readonly changed: readonly AlertRow[];
}

/** Brings rules, states and alerts of a warehouse up to date; a second time on the same minutes changes nothing. */
export async function evaluateAlerts(
  store: RowStore,
  { written, objectives, until, foundUntil = until }: EvaluationInput,
): Promise<EvaluationResult> {
  const storedRules = await store.rows(ALERT_RULES);
  const rules = mergeRules(storedRules, written, until);
  const states = new Map((await store.rows(ALERT_STATES)).map((row) => [row.rule, ruleStateOf(row)]));
  const evaluations = await evaluateAll(store, { rules, states, objectives, until, foundUntil });
  const stored = new Map((await store.rows(ALERTS)).map((alert) => [alert.alert_id, alert]));
  const changed = evaluations.flatMap(({ evaluation }) => evaluation.alerts)
    .map((alert) => ({ ...alert, acknowledged_at: stored.get(alert.alert_id)?.acknowledged_at ?? null }))
    .filter((alert) => JSON.stringify(alert) !== JSON.stringify(stored.get(alert.alert_id)));
  await store.merge([
    change(ALERT_RULES, rules.filter((rule) => !storedRules.includes(rule))),
    change(ALERTS, changed),
    change(ALERT_STATES, evaluations.map(({ rule, evaluation }) => stateRow(rule.rule, evaluation.state))),
  ]);
  for (const alert of changed) stored.set(alert.alert_id, alert);
  return { rules, alerts: [...stored.values()], changed };
}

interface RuleEvaluation {
  readonly rule: AlertRuleRow;
  readonly evaluation: Evaluation;
}

async function evaluateAll(
  store: RowStore,
  { rules, states, objectives, until, foundUntil }: {
    readonly rules: readonly AlertRuleRow[];
    readonly states: ReadonlyMap<string, RuleState>;
    readonly objectives: Objectives;
    readonly until: number;
    readonly foundUntil: number;
  },
): Promise<RuleEvaluation[]> {
  const newestAt = await newestMinute(store, until);
  if (newestAt === null) return [];
  const evaluations: RuleEvaluation[] = [];
  for (const rule of rules) {
    const state = states.get(rule.rule);
    const from = state?.evaluatedTo ?? dayOf(newestAt);
    const knownTo = rule.kind === "anomaly" ? Math.min(until, foundUntil) : until;
    const to = Math.min(knownTo, newestAt + MINUTE_MS + silenceMs(rule));
    if (to <= from) continue;
    const active = state?.active ?? [];
    const stretch = { rule, active, from, to, isContinued: state !== undefined };
    const evaluation = rule.is_enabled
      ? evaluateRule(rule, active, await readReadings(store, stretch, objectives), stretch)
      : evaluateRule({ ...rule, keep_firing_for_minutes: 1 }, active, [], stretch);
    evaluations.push({ rule, evaluation });
  }
  return evaluations;
}

/**
 * How far beyond the newest minute a rule looks, ms. That a server is silent shows beside the traffic of others; that all are silent shows by the clock alone, until
 * nothing changes any more. So an outage of everything is one alert, and not one of each server.
 */
function silenceMs({ kind, scope_kind, fire_level, for_minutes, keep_firing_for_minutes }: AlertRuleRow): number {
  if (kind !== "absence" || scope_kind !== "all") return 0;
  return (Math.max(MINUTES_A_DAY, fire_level) + for_minutes + keep_firing_for_minutes) * MINUTE_MS;
}

/** Finds the newest minute that is over; a log with a line from the future does not carry rules off. */
async function newestMinute({ warehouse }: RowStore, until: number): Promise<number | null> {
  const [row] = await warehouse.query<{ newest_at: number | null }>(
    "select max(window_start_at) as newest_at from kpis where \"window\" = 'minute' and scope_kind = 'all'",
  );
  const newestAt = Number(row?.newest_at ?? 0);
  return newestAt === 0 ? null : Math.min(newestAt, until - MINUTE_MS);
}
