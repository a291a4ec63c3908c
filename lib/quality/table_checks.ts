/** Checks of the tables that a run makes: none of them may find a row. @module */

/** A query in `sql/checks` that returns offending rows. */
export interface TableCheck {
  /** Name of its file. */
  readonly name: string;
  /** What the number of its rows says. */
  readonly meaning: string;
}

/** All checks, each a file of its name in `sql/checks`. */
export const TABLE_CHECKS: readonly TableCheck[] = [
  { name: "duplicate_keys", meaning: "keys that several rows of a table share" },
  { name: "incomplete_keys", meaning: "rows of tables that lack a part of their key" },
  { name: "values_out_of_range", meaning: "rows of tables with a value that its column cannot have" },
  { name: "scopes_not_adding_up", meaning: "minutes in which the scopes of a kind are not all traffic" },
  { name: "statuses_not_adding_up", meaning: "minutes whose status classes or durations are not its requests" },
  { name: "windows_not_adding_up", meaning: "windows of KPIs that are not the sum of their minutes" },
  { name: "retry_findings_contradicting", meaning: "retry episodes and recommendations that contradict themselves" },
  {
    name: "capacity_findings_contradicting",
    meaning: "capacities, losses, forecasts and slots that contradict themselves",
  },
];

/** Checks of tables that no gold file has, because runs change them in the warehouse. */
export const WAREHOUSE_CHECKS: readonly TableCheck[] = [
  { name: "alerts_contradicting", meaning: "alerts whose moments contradict each other, or that fire twice at once" },
];
