/**
 * What a measure computes, once for DAX and for SQL.
 *
 * A measure is a tree of aggregates over the columns of one table. Written in DAX it is what Power BI computes, written in SQL it is a query whose answer
 * can be held against the dashboard's on the same rows. Both skip nulls, as Power BI skips blanks, and give null where the divisor is nought.
 *
 * @module
 */
import type { ColumnReference } from "./model_table.ts";

/** An aggregate over rows, or arithmetic on aggregates. */
export type Expression =
  | { readonly does: "sum" | "max" | "min" | "mean" | "distinct" | "rows"; readonly of: ColumnReference }
  | { readonly does: "meanBy"; readonly of: ColumnReference; readonly weight: ColumnReference }
  | { readonly does: "where"; readonly of: Expression; readonly column: ColumnReference; readonly equals: string }
  | { readonly does: "ratio" | "plus"; readonly of: Expression; readonly other: Expression }
  | { readonly does: "times"; readonly of: Expression; readonly factor: number };

/** Makes an aggregate of a column; `rows` counts rows, whatever the column. */
export function aggregate(
  does: "sum" | "max" | "min" | "mean" | "distinct" | "rows",
  of: ColumnReference,
): Expression {
  return { does, of };
}

/** Makes the mean of a column in which a row counts as much as its weight says; rows without a value do not count. */
export function meanBy(of: ColumnReference, weight: ColumnReference): Expression {
  return { does: "meanBy", of, weight };
}

/** Restricts an expression to rows whose column has a value. */
export function where(of: Expression, column: ColumnReference, equals: string): Expression {
  return { does: "where", of, column, equals };
}

/** Divides; null where the divisor is nought. */
export function ratio(of: Expression, other: Expression): Expression {
  return { does: "ratio", of, other };
}

/** Adds. */
export function plus(of: Expression, other: Expression): Expression {
  return { does: "plus", of, other };
}

/** Multiplies by a number. */
export function times(of: Expression, factor: number): Expression {
  return { does: "times", of, factor };
}
