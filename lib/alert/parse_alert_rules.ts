/** Reads `alerts.json`. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import { JsonFields, JsonFieldsError } from "../json/json_fields.ts";
import { KPIS } from "../kpi/kpi.ts";
import type { Objective } from "../slo/objective.ts";
import { SCOPE_KINDS } from "../traffic/traffic_minute.ts";
import { ALERT_RULES, GROUPINGS, RULE_KINDS, type RuleKind } from "./alert_rule.ts";
import { burnRateRule, USUAL, type WrittenRule } from "./default_rules.ts";
import { severityRank } from "./incident_readings.ts";

const NAME_LENGTH = ALERT_RULES.columns.rule.length;
const MINUTES_A_DAY = 1_440;

/** Columns of `kpis` that a threshold can be set on. */
export const THRESHOLD_METRICS: readonly string[] = Object.entries(KPIS.columns)
  .filter(([, { type }]) => type === "real" || type === "integer").map(([name]) => name);

const ANOMALY_METRICS = ["incident_severity", "anomaly_severity", "anomaly_score"] as const;

const COMMON = ["name", "kind", "severity", "for_minutes", "keep_firing_for_minutes", "group_by", "receivers"]
  .concat("repeat_minutes", "enabled");

/** The fields of each kind, besides those of all. */
const FIELDS: Readonly<Record<RuleKind, readonly string[]>> = {
  threshold: ["metric", "above", "below", "clear", "min_requests", "scope_kind", "scope"],
  anomaly: ["metric", "at_least", "scope_kind", "scope"],
  burn_rate: ["objective", "urgency"],
  absence: ["minutes", "scope_kind", "scope"],
};

const KNOWN = [...new Set([...COMMON, ...Object.values(FIELDS).flat()])];

/**
 * Reads rules.
 *
 * @param text JSON with a list `rules`
 * @param objectives those that a burn rate can be of
 * @throws {JsonFieldsError} for anything that is not as it must be, with its place and what is needed
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const text = `{"rules": [{"name": "slow", "kind": "threshold", "metric": "p95_duration_ms", "above": 800}]}`;
 * const [slow] = parseAlertRules(text, []);
 * assertEquals([slow?.fire_level, slow?.clear_level, slow?.for_minutes, slow?.scope_kind], [800, 800, 5, "all"]);
 * ```
 */
export function parseAlertRules(text: string, objectives: readonly Objective[]): WrittenRule[] {
  const rules = JsonFields.parse(text, ["rules"]).list("rules", KNOWN).map((entry) => ruleOf(entry, objectives));
  for (const [i, { rule }] of rules.entries()) {
    const first = rules.findIndex((other) => other.rule === rule);
    if (first < i) {
      throw new JsonFieldsError(
        `rules[${i}].name is ${JSON.stringify(rule)}, as is rules[${first}].name: names must differ`,
      );
    }
  }
  return rules;
}

function ruleOf(entry: JsonFields, objectives: readonly Objective[]): WrittenRule {
  const kind = entry.oneOf("kind", RULE_KINDS);
  for (const field of KNOWN) {
    if (entry.has(field) && !COMMON.includes(field) && !FIELDS[kind].includes(field)) {
      entry.refuse(field, `a rule of kind ${kind} has ${FIELDS[kind].join(", ")}`);
    }
  }
  const rule = { ...USUAL, rule: nameOf(entry), kind };
  const ofKind = {
    threshold: () => ({ ...rule, ...scopeOf(entry, "all"), ...thresholdOf(entry) }),
    anomaly: () => ({ ...rule, ...scopeOf(entry, null), ...anomalyOf(entry) }),
    burn_rate: () => burnRateOf(entry, rule.rule, objectives),
    absence: () => ({ ...rule, ...scopeOf(entry, "all"), ...absenceOf(entry) }),
  }[kind]();
  return { ...ofKind, ...commonOf(entry, ofKind) };
}

function nameOf(entry: JsonFields): string {
  const name = entry.text("name");
  if (name.length === 0 || name.length > NAME_LENGTH) entry.refuse("name", `1 to ${NAME_LENGTH} characters are needed`);
  return name;
}

function commonOf(entry: JsonFields, usual: WrittenRule): Partial<WrittenRule> {
  return {
    severity: entry.has("severity") ? entry.oneOf("severity", SEVERITIES) : usual.severity,
    for_minutes: entry.has("for_minutes") ? countOf(entry, "for_minutes", 1) : usual.for_minutes,
    keep_firing_for_minutes: entry.has("keep_firing_for_minutes")
      ? countOf(entry, "keep_firing_for_minutes", 1)
      : usual.keep_firing_for_minutes,
    group_by: entry.has("group_by") ? entry.oneOf("group_by", GROUPINGS) : usual.group_by,
    receivers: entry.has("receivers") ? receiversOf(entry) : usual.receivers,
    repeat_minutes: entry.has("repeat_minutes") ? countOf(entry, "repeat_minutes", 1) : usual.repeat_minutes,
    is_enabled: entry.has("enabled") ? entry.boolean("enabled") : usual.is_enabled,
  };
}

function thresholdOf(entry: JsonFields) {
  const metric = entry.oneOf("metric", THRESHOLD_METRICS);
  if (entry.has("above") === entry.has("below")) entry.refuse("above", "either above or below is needed");
  const comparison = entry.has("above") ? "above" : "below";
  const fire_level = entry.number(comparison);
  const clear_level = entry.has("clear") ? entry.number("clear") : fire_level;
  if (comparison === "above" ? clear_level > fire_level : clear_level < fire_level) {
    entry.refuse("clear", `a level on the good side of ${fire_level}, or that level, is needed`);
  }
  const min_request_count = entry.has("min_requests") ? countOf(entry, "min_requests", 0) : 0;
  return { metric, comparison, fire_level, clear_level, min_request_count, for_minutes: 5 };
}

function anomalyOf(entry: JsonFields) {
  const metric = entry.has("metric") ? entry.oneOf("metric", ANOMALY_METRICS) : "incident_severity";
  const level = metric === "anomaly_score" ? scoreOf(entry) : severityRank(entry.oneOf("at_least", SEVERITIES));
  return { metric, comparison: "at_least", fire_level: level, clear_level: level };
}

function scoreOf(entry: JsonFields): number {
  const score = entry.number("at_least");
  return score > 0 && score <= 100 ? score : entry.refuse("at_least", "a score above 0 and up to 100 is needed");
}

function burnRateOf(entry: JsonFields, rule: string, objectives: readonly Objective[]): WrittenRule {
  const name = entry.oneOf("objective", objectives.map((objective) => objective.name));
  const urgency = entry.has("urgency") ? entry.oneOf("urgency", ["page", "ticket"]) : "page";
  return burnRateRule(rule, objectives.find((objective) => objective.name === name)!, urgency);
}

function absenceOf(entry: JsonFields) {
  const level = countOf(entry, "minutes", 1);
  if (level > MINUTES_A_DAY * 7) entry.refuse("minutes", `up to ${MINUTES_A_DAY * 7}, a week, are needed`);
  return {
    metric: "silent_minutes",
    comparison: "at_least",
    fire_level: level,
    clear_level: level,
    keep_firing_for_minutes: 1,
  };
}

/** A scope kind without a scope means each scope of the kind by itself; without a kind, `usualKind`. */
function scopeOf(entry: JsonFields, usualKind: "all" | null): Pick<WrittenRule, "scope_kind" | "scope"> {
  const scope_kind = entry.has("scope_kind") ? entry.oneOf("scope_kind", SCOPE_KINDS) : usualKind;
  if (scope_kind !== null && scope_kind !== "all") {
    return { scope_kind, scope: entry.has("scope") ? entry.text("scope") : null };
  }
  if (entry.has("scope")) entry.refuse("scope", "a scope_kind other than all is needed beside it");
  return { scope_kind, scope: scope_kind === null ? null : "(all)" };
}

function receiversOf(entry: JsonFields): string | null {
  const names = entry.texts("receivers");
  if (names.length === 0 || names.some((name) => name === "" || name.includes(","))) {
    entry.refuse("receivers", 'a list of names like ["slack"] is needed');
  }
  return names.join(",");
}

function countOf(entry: JsonFields, field: string, least: number): number {
  const count = entry.number(field);
  return Number.isSafeInteger(count) && count >= least
    ? count
    : entry.refuse(field, `a whole number from ${least} on is needed`);
}
