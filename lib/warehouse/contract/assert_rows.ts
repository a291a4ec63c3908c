/** Comparisons of rows. @module */
import { assertEquals } from "@std/assert";
import type { AnyRow } from "../../duckdb/table_file.ts";

/** Compares rows regardless of their order. */
export function assertRows(actual: readonly AnyRow[], expected: readonly AnyRow[], message?: string): void {
  const sorted = (rows: readonly AnyRow[]) => rows.toSorted((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  assertEquals(sorted(actual), sorted(expected), message);
}

/** Checks some columns of a row. */
export function assertHas(actual: AnyRow | undefined, expected: AnyRow): void {
  assertClose(Object.fromEntries(Object.keys(expected).map((name) => [name, actual?.[name] ?? null])), expected);
}

/** Compares a row of which numbers may differ in their last digits. */
export function assertClose(actual: AnyRow | undefined, expected: AnyRow): void {
  const rounded = (row: AnyRow | undefined) =>
    JSON.stringify(row, (_, value) => typeof value === "number" ? withoutLastDigits(value) : value);
  assertEquals(rounded(actual), rounded(expected));
}

/** Takes off the digits of a number that depend on the order in which it was summed: those after 12 significant ones, or below 1e-12. */
export function withoutLastDigits(value: number): number {
  return Number(Number(value.toFixed(12)).toPrecision(12));
}
