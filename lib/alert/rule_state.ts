/** The `alert_states` table: how far each rule was evaluated, and which of its scopes are not quiet. @module */
import { defineTable, type Row } from "../table/table.ts";
import type { AlertState } from "./alert_state.ts";

/** One row a rule; a run goes on where it ends. */
export const ALERT_STATES = defineTable({
  name: "alert_states",
  grain: "one row a rule that was evaluated",
  key: ["rule"],
  time: "evaluated_to_at",
  columns: {
    rule: { type: "text", length: 128, meaning: "As in `alert_rules`." },
    evaluated_to_at: { type: "instant", meaning: "End of the last minute that was evaluated." },
    active: {
      type: "json",
      meaning: "Scopes that are pending or firing, with the state of each: see `lib/alert/alert_state.ts`.",
    },
  },
});

/** One row of `alert_states`. */
export type AlertStateRow = Row<typeof ALERT_STATES>;

/** The state of one scope. */
export interface ActiveScope extends AlertState {
  readonly scopeKind: string;
  readonly scope: string;
}

/** Where a rule stands. */
export interface RuleState {
  /** End of the last minute that was evaluated, ms since 1970. */
  readonly evaluatedTo: number;
  readonly active: readonly ActiveScope[];
}

/** Reads a row. */
export function ruleStateOf({ evaluated_to_at, active }: AlertStateRow): RuleState {
  return { evaluatedTo: evaluated_to_at, active: JSON.parse(active) };
}

/** Makes a row. */
export function stateRow(rule: string, { evaluatedTo, active }: RuleState): AlertStateRow {
  return { rule, evaluated_to_at: evaluatedTo, active: JSON.stringify(active) };
}
