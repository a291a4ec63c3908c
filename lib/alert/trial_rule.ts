/** Rules and alerts for tests. @module */
import type { AlertRow } from "./alert.ts";
import type { AlertRuleRow } from "./alert_rule.ts";
import { USUAL } from "./default_rules.ts";

/** Makes a rule: server error ratio of all traffic above 0.1, unless told otherwise. */
export function trialRule(values: Partial<AlertRuleRow> = {}): AlertRuleRow {
  return {
    ...USUAL,
    rule: "errors",
    kind: "threshold",
    metric: "server_error_ratio",
    comparison: "above",
    fire_level: 0.1,
    clear_level: 0.1,
    origin: "file",
    updated_at: 0,
    ...values,
  };
}

/** Makes an alert of that rule that fires since the second minute of 1970. */
export function trialAlert(values: Partial<AlertRow> = {}): AlertRow {
  return {
    alert_id: "a1",
    rule: "errors",
    kind: "threshold",
    severity: "moderate",
    scope_kind: "server",
    scope: "web-1",
    metric: "server_error_ratio",
    started_at: 0,
    fired_at: 60_000,
    resolved_at: null,
    acknowledged_at: null,
    peak_value: 0.5,
    fire_level: 0.1,
    summary: "server error ratio of web-1 went to 50 %, above 10 % for 1 minute",
    ...values,
  };
}
