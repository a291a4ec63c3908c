/** Sums over rows that have something in common. @module */
import type { ViewRow } from "../page.ts";
import { numberOf, textOf } from "./series.ts";

/** A group of rows: what they share as `name`, and the sums of their columns. */
export type NamedSums = { readonly name: string } & Readonly<Record<string, number>>;

/** Sums columns of rows that have the same value in one. */
export function sumBy(
  rows: readonly ViewRow[],
  key: string,
  columns: readonly string[],
): NamedSums[] {
  const groups = Map.groupBy(rows, (row) => typeof row[key] === "number" ? String(row[key]) : textOf(row, key));
  return [...groups].map(([name, list]) => ({
    ...Object.fromEntries(
      columns.map((column) => [column, list.reduce((sum, row) => sum + (numberOf(row, column) ?? 0), 0)]),
    ),
    name,
  })) as NamedSums[];
}
