/** The rules where there is no `alerts.json`. @module */
import type { Objective } from "../slo/objective.ts";
import type { AlertRuleRow } from "./alert_rule.ts";

/** A rule as it is written, before anybody has stored it. */
export type WrittenRule = Omit<AlertRuleRow, "origin" | "updated_at">;

/** What holds for every rule that says nothing else. */
export const USUAL = {
  scope_kind: "all",
  scope: "(all)",
  objective: null,
  min_request_count: 0,
  for_minutes: 1,
  keep_firing_for_minutes: 5,
  severity: "moderate",
  group_by: "rule",
  receivers: null,
  repeat_minutes: 240,
  is_enabled: true,
} as const satisfies Partial<WrittenRule>;

/** Makes the built-in rules: a page for each objective, incidents that are at least moderate, and a service that answers every tenth request with an error. */
export function defaultRules(objectives: readonly Objective[]): WrittenRule[] {
  return [
    ...objectives.map((objective) => burnRateRule(`${objective.name} budget`, objective, "page")),
    {
      ...USUAL,
      rule: "incident",
      kind: "anomaly",
      scope_kind: null,
      scope: null,
      metric: "incident_severity",
      comparison: "at_least",
      fire_level: 2,
      clear_level: 2,
    },
    {
      ...USUAL,
      rule: "server errors",
      kind: "threshold",
      metric: "server_error_ratio",
      comparison: "above",
      fire_level: 0.1,
      clear_level: 0.05,
      min_request_count: 20,
      for_minutes: 5,
      severity: "critical",
    },
  ];
}

/** Makes a rule on the burn rate of an objective. */
export function burnRateRule(rule: string, objective: Objective, urgency: "page" | "ticket"): WrittenRule {
  return {
    ...USUAL,
    rule,
    kind: "burn_rate",
    scope_kind: objective.scopeKind,
    scope: objective.scope,
    metric: urgency,
    objective: objective.name,
    comparison: "at_least",
    fire_level: 1,
    clear_level: 1,
    severity: urgency === "page" ? "critical" : "moderate",
  };
}
