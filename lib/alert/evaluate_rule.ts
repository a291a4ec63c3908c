/** Evaluates a rule: where it stood and new minutes in, where it stands and its alerts out. @module */
import { alertId, type AlertRow } from "./alert.ts";
import type { AlertRuleRow } from "./alert_rule.ts";
import { alertWords } from "./alert_words.ts";
import type { Firing, Reading } from "./alert_state.ts";
import type { ActiveScope, RuleState } from "./rule_state.ts";
import { type Stretch, walkMinutes } from "./walk_minutes.ts";

/** The readings of one scope, in order of time, one a minute. */
export interface ScopeReadings {
  readonly scopeKind: string;
  readonly scope: string;
  readonly readings: readonly Reading[];
  /** What is known in words of some spans of time, in order of time: an alert of that time says it. */
  readonly stories?: readonly Story[];
}

/** A line about a span of time; `to` is null while it lasts. */
export interface Story {
  readonly from: number;
  readonly to: number | null;
  readonly words: string;
}

/** What an evaluation gives. */
export interface Evaluation {
  readonly state: RuleState;
  /** Alerts that fire, or have resolved in the stretch; none is acknowledged, whatever the table says. */
  readonly alerts: readonly AlertRow[];
}

/**
 * Takes all scopes of a rule through a stretch of minutes. A scope without readings has no values, so that its alert resolves.
 *
 * @param active scopes that were not quiet at the start of the stretch
 */
export function evaluateRule(
  rule: AlertRuleRow,
  active: readonly ActiveScope[],
  scopes: readonly ScopeReadings[],
  stretch: Stretch,
): Evaluation {
  const places = new Map<string, ScopeReadings>();
  for (const place of [...active.map((scope) => ({ ...scope, readings: [] })), ...scopes]) {
    places.set(keyOf(place), place);
  }
  const before = new Map(active.map((scope) => [keyOf(scope), scope]));
  const after: ActiveScope[] = [];
  const alerts: AlertRow[] = [];
  for (const [key, place] of places) {
    const { state, resolved } = walkMinutes(before.get(key) ?? null, place.readings, stretch, rule);
    const { scopeKind, scope } = place;
    alerts.push(...resolved.map((firing) => alertOf(rule, place, firing)));
    if (state === null) continue;
    const { startedAt, firedAt, clearSinceAt, peakValue } = state;
    after.push({ scopeKind, scope, startedAt, firedAt, clearSinceAt, peakValue });
    if (firedAt !== null) alerts.push(alertOf(rule, place, { startedAt, firedAt, resolvedAt: null, peakValue }));
  }
  return { state: { evaluatedTo: stretch.to, active: after }, alerts };
}

function keyOf({ scopeKind, scope }: Pick<ScopeReadings, "scopeKind" | "scope">): string {
  return `${scopeKind}\n${scope}`;
}

function alertOf(
  rule: AlertRuleRow,
  { scopeKind, scope, stories = [] }: Omit<ScopeReadings, "readings">,
  { startedAt, firedAt, resolvedAt, peakValue }: Firing,
): AlertRow {
  return {
    alert_id: alertId(startedAt, rule.rule, scopeKind, scope),
    rule: rule.rule,
    kind: rule.kind,
    severity: rule.severity,
    scope_kind: scopeKind,
    scope,
    metric: rule.metric,
    started_at: startedAt,
    fired_at: firedAt,
    resolved_at: resolvedAt,
    acknowledged_at: null,
    peak_value: peakValue,
    fire_level: rule.fire_level,
    summary: storyOf(stories, startedAt, resolvedAt) ?? alertWords(rule, { scopeKind, scope, peakValue }),
  };
}

function storyOf(stories: readonly Story[], startedAt: number, resolvedAt: number | null): string | undefined {
  return stories.findLast(({ from, to }) => from < (resolvedAt ?? Infinity) && startedAt < (to ?? Infinity))?.words;
}
