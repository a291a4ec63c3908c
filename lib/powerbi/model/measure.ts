/** A number that reports show. @module */
import type { Expression } from "./expression.ts";
import type { ModelTable } from "./model_table.ts";

/** How a number is written, as Power BI's format strings; units are in the names of measures. */
export const FORMATS = {
  count: "#,##0",
  number: "#,##0.0",
  ratio: "0.00%",
  index: "0.000",
} as const;

/** A measure of a table. */
export interface Measure {
  readonly name: string;
  /** The table that it is computed from and listed under. */
  readonly table: ModelTable;
  readonly expression: Expression;
  readonly format: keyof typeof FORMATS;
  /** Folder that it is listed in, where its table has too many for one list. */
  readonly folder?: string;
  /** What it tells, as a tooltip shows it: one sentence. */
  readonly description: string;
  /** True where it must keep to one kind of scope, because the rows of scopes overlap. */
  readonly isOfScope: boolean;
}

/** Lists measures in a folder. */
export function inFolder<const M extends Readonly<Record<string, Measure>>>(folder: string, measures: M): M {
  const listed = Object.entries(measures).map(([name, measure]) => [name, { ...measure, folder }]);
  return Object.fromEntries(listed) as M;
}
