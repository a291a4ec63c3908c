/** Long frames made wide, which danfojs lacks. @module */
import { DataFrame } from "danfojs-node";
import { rowsOf, type Tabular } from "./rows_of.ts";

/** Which column goes where. */
export interface PivotColumns {
  /** Its values name the rows. */
  readonly index: string;
  /** Its values name the columns. */
  readonly columns: string;
  /** Its values fill the cells; those of one cell are added up. */
  readonly values: string;
}

/**
 * Makes a wide frame of a long one: rows and columns in the order of their first appearance, NaN where a cell has no value.
 *
 * @throws {RangeError} for a column that the frame has not
 */
export function pivot(frame: Tabular, { index, columns, values }: PivotColumns): DataFrame {
  for (const name of [index, columns, values]) requireColumn(frame, name);
  const sums = new Map<string, Map<string, number>>();
  const rows = rowsOf<Record<string, unknown>>(frame);
  for (const row of rows) {
    const cells = sums.get(String(row[index])) ?? new Map<string, number>();
    const column = String(row[columns]);
    cells.set(column, (cells.get(column) ?? 0) + Number(row[values] ?? NaN));
    sums.set(String(row[index]), cells);
  }
  const wide = [...new Set(rows.map((row) => String(row[columns])))];
  const table = [...sums.values()].map((cells) => wide.map((name) => cells.get(name) ?? NaN));
  return new DataFrame(table, { columns: wide, index: [...sums.keys()] });
}

function requireColumn({ columns }: Tabular, name: string): void {
  if (columns.includes(name)) return;
  throw new RangeError(`Cannot pivot by "${name}": the frame has ${columns.join(", ")}`);
}
