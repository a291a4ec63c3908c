/** Says in plain words what a rule waits for. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import { durationWords, numberWords, scopeWords } from "../anomaly/words.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AlertRuleRow } from "./alert_rule.ts";
import { metricName, metricValue } from "./alert_words.ts";

const MINUTE_MS = 60_000;

/**
 * Writes what must be so for a rule to fire, without its severity.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { trialRule } from "./trial_rule.ts";
 * const rule = trialRule({ metric: "server_error_ratio", comparison: "above", fire_level: 0.1, for_minutes: 5 });
 * assertEquals(ruleWords({ ...rule, scope_kind: "pool", scope: null }), "server error ratio of any pool above 10 % for 5 minutes");
 * ```
 */
export function ruleWords(rule: AlertRuleRow): string {
  const where = placeWords(rule);
  if (rule.kind === "absence") return `no request in ${where} for ${minuteWords(rule.fire_level)}`;
  const lasting = rule.for_minutes > 1 ? ` for ${minuteWords(rule.for_minutes)}` : "";
  if (rule.kind === "burn_rate") return `${burnWords(rule)} in ${where}${lasting}`;
  if (rule.kind === "anomaly") return `${findingWords(rule)} in ${where}${lasting}`;
  const side = rule.comparison === "at_least" ? "at least" : rule.comparison;
  return `${metricName(rule.metric)} of ${where} ${side} ${metricValue(rule.metric, rule.fire_level)}${lasting}`;
}

function burnWords({ objective, metric, fire_level }: AlertRuleRow): string {
  const factor = fire_level === 1 ? "" : `${numberWords(fire_level)} times `;
  return `error budget of "${objective}" burning at ${factor}the rate of a ${metric}`;
}

function findingWords({ metric, fire_level }: AlertRuleRow): string {
  if (metric === "anomaly_score") return `anomaly with a score of at least ${numberWords(fire_level)}`;
  const finding = metric === "incident_severity" ? "incident" : "anomaly";
  return fire_level <= 1 ? finding : `${finding} that is ${SEVERITIES.slice(fire_level - 1).join(" or ")}`;
}

function placeWords({ scope_kind, scope }: AlertRuleRow): string {
  if (scope_kind === null) return "any scope";
  return scope === null ? `any ${scope_kind}` : scopeWords(scope_kind as ScopeKind, scope);
}

function minuteWords(minutes: number): string {
  return durationWords(minutes * MINUTE_MS);
}
