/** The labels of an alert, which matchers go by and receivers are given. @module */
import type { AlertRow } from "./alert.ts";

/** Names of labels; `alertname` is the rule, as Prometheus has it. */
export const LABELS = ["alertname", "severity", "kind", "scope_kind", "scope", "metric"] as const;

/** Texts by label. */
export type Labels = Readonly<Record<typeof LABELS[number], string>>;

/** Lists the labels of an alert. */
export function labelsOf({ rule, severity, kind, scope_kind, scope, metric }: AlertRow): Labels {
  return { alertname: rule, severity, kind, scope_kind, scope, metric };
}
