/** Long frames made wide, which danfojs lacks. @module */
import { DataFrame } from "danfojs-node";

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
export function pivot(frame: DataFrame, { index, columns, values }: PivotColumns): DataFrame {
  const [rowNames, columnNames, cells] = [index, columns, values].map((name) => cellsOf(frame, name));
  const sums = new Map<string, Map<string, number>>();
  rowNames!.forEach((rowName, place) => {
    const row = sums.get(String(rowName)) ?? new Map<string, number>();
    const column = String(columnNames![place]);
    row.set(column, (row.get(column) ?? 0) + Number(cells![place] ?? NaN));
    sums.set(String(rowName), row);
  });
  const wide = [...new Set(columnNames!.map(String))];
  const rows = [...sums.values()].map((row) => wide.map((name) => row.get(name) ?? NaN));
  return new DataFrame(rows, { columns: wide, index: [...sums.keys()] });
}

function cellsOf(frame: DataFrame, name: string): readonly unknown[] {
  if (frame.columns.includes(name)) return frame[name].values;
  throw new RangeError(`Cannot pivot by "${name}": the frame has ${frame.columns.join(", ")}`);
}
