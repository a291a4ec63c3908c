/** Brings the rules of a warehouse up to what is written now. @module */
import type { AlertRuleRow, RuleOrigin } from "./alert_rule.ts";
import type { WrittenRule } from "./default_rules.ts";

/** Rules and who wrote them. */
export interface WrittenRules {
  readonly rules: readonly WrittenRule[];
  readonly origin: Exclude<RuleOrigin, "person">;
}

/**
 * Merges rules: `alerts.json` wins over what somebody changed at the dashboard, a built-in rule does not, and a rule that the file had once and has no more is put out
 * of force. Rules that only persons have written stay as they are.
 *
 * @param updatedAt moment of a change, ms since 1970
 * @returns all rules; those that did not change are the stored objects themselves
 */
export function mergeRules(
  stored: readonly AlertRuleRow[],
  { rules, origin }: WrittenRules,
  updatedAt: number,
): AlertRuleRow[] {
  const byName = new Map(stored.map((row) => [row.rule, row]));
  const written = new Set(rules.map(({ rule }) => rule));
  for (const rule of rules) {
    const old = byName.get(rule.rule);
    if (old?.origin === "person" && origin === "default") continue;
    if (old === undefined || !isSame(old, { ...rule, origin })) {
      byName.set(rule.rule, { ...rule, origin, updated_at: updatedAt });
    }
  }
  for (const old of stored) {
    if (old.origin === "person" || written.has(old.rule) || !old.is_enabled) continue;
    byName.set(old.rule, { ...old, is_enabled: false, updated_at: updatedAt });
  }
  return [...byName.values()];
}

function isSame(old: AlertRuleRow, rule: Omit<AlertRuleRow, "updated_at">): boolean {
  return Object.entries(rule).every(([name, value]) => old[name as keyof typeof rule] === value);
}
