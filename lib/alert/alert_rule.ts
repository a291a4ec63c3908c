/** The `alert_rules` table: when somebody is to be told. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import { defineTable, type Row } from "../table/table.ts";

/** Where a rule's values come from. */
export const RULE_KINDS = ["threshold", "anomaly", "burn_rate", "absence"] as const;

/** Where a rule's values come from: KPIs, findings, an objective's budget, or the time without a request. */
export type RuleKind = typeof RULE_KINDS[number];

/** On which side of its level a value is bad. */
const COMPARISONS = ["above", "below", "at_least"] as const;

/** On which side of its level a value is bad; only `at_least` takes the level itself. */
export type Comparison = typeof COMPARISONS[number];

/** Which alerts go into one notification: those of all rules that say `all`, those of the rule, or each for itself. */
export const GROUPINGS = ["all", "rule", "scope"] as const;

/** Who wrote a rule: nobody, `alerts.json`, or somebody at the dashboard. */
export type RuleOrigin = "default" | "file" | "person";

/** One row a rule. Words are those of Prometheus and Alertmanager where they have one. */
export const ALERT_RULES = defineTable({
  name: "alert_rules",
  grain: "one row a rule",
  key: ["rule"],
  time: "updated_at",
  columns: {
    rule: { type: "text", length: 128, meaning: "Name of the rule." },
    kind: { type: "text", length: 16, meaning: `One of ${RULE_KINDS.join(", ")}.` },
    scope_kind: { type: "text", length: 16, nullable: true, meaning: "As in `traffic_minutes`; null for every kind." },
    scope: {
      type: "text",
      nullable: true,
      meaning: "As in `traffic_minutes`; null for each scope of the kind by itself.",
    },
    metric: {
      type: "text",
      length: 64,
      meaning:
        "Column of `kpis` (threshold), `incident_severity`, `anomaly_severity` or `anomaly_score` (anomaly), `page` or `ticket` (burn_rate), `silent_minutes` (absence).",
    },
    objective: {
      type: "text",
      length: 64,
      nullable: true,
      meaning: "The objective of a burn rate; null for other kinds.",
    },
    comparison: { type: "text", length: 16, meaning: `Which side of the level is bad: ${COMPARISONS.join(", ")}.` },
    fire_level: {
      type: "real",
      meaning:
        "Level from which on the rule fires, in the metric's unit; severities are 1, 2, 3; of a burn rate 1 is the factor of its pair.",
    },
    clear_level: { type: "real", meaning: "Level back to which a value must come for the alert to clear." },
    min_request_count: {
      type: "integer",
      meaning: "A minute with fewer requests in the scope counts as one without a value.",
    },
    for_minutes: { type: "integer", meaning: "Minutes in a row that the level is passed before the rule fires." },
    keep_firing_for_minutes: {
      type: "integer",
      meaning: "Minutes in a row that must be clear before the alert resolves.",
    },
    severity: { type: "text", length: 16, meaning: `Severity of its alerts: ${SEVERITIES.join(", ")}.` },
    group_by: { type: "text", length: 16, meaning: `Which alerts go into one notification: ${GROUPINGS.join(", ")}.` },
    receivers: { type: "text", nullable: true, meaning: "Names of its receivers, divided by commas; null for all." },
    repeat_minutes: {
      type: "integer",
      meaning: "Minutes after which receivers are told again of what still fires and nobody acknowledged.",
    },
    is_enabled: {
      type: "boolean",
      meaning: "Whether it is evaluated; false too for a rule that `alerts.json` no longer has.",
    },
    origin: {
      type: "text",
      length: 16,
      meaning: "Who wrote it: `default`, `file` (`alerts.json`) or `person`. A run changes only the first two.",
    },
    updated_at: { type: "instant", meaning: "When it was last changed." },
  },
});

/** One row of `alert_rules`. */
export type AlertRuleRow = Row<typeof ALERT_RULES>;

/** Tells whether a value is on the bad side of a level; no value is on no side. */
export function isBeyond(value: number | null, comparison: string, level: number): boolean {
  if (value === null) return false;
  if (comparison === "below") return value < level;
  return comparison === "at_least" ? value >= level : value > level;
}
