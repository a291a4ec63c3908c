/** Numbers asked of a warehouse in SQL: what a notebook holds its own against. @module */
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type FrameSource, openNotebookWarehouse } from "./notebook_warehouse.ts";

/**
 * Asks for one row of numbers.
 *
 * @throws {WarehouseError} when the engine refuses the statement
 * @throws {RangeError} when it gives another number of rows than one, or what is no number
 */
export async function askNumbers(sql: string, source: FrameSource = {}): Promise<Record<string, number>> {
  await using warehouse = await openNotebookWarehouse(source);
  return await readNumbers(warehouse, sql);
}

/** Asks a warehouse that is open, as {@linkcode askNumbers} does. */
export async function readNumbers(warehouse: Pick<Warehouse, "query">, sql: string): Promise<Record<string, number>> {
  const rows = await warehouse.query<Readonly<Record<string, unknown>>>(sql);
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw new RangeError(`Cannot read numbers: the query gave ${rows.length} rows, one is needed`);
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, numberOf(name, value)]));
}

function numberOf(name: string, value: unknown): number {
  const number = value === null || value === "" ? NaN : Number(value);
  if (!Number.isNaN(number)) return number;
  throw new RangeError(`Cannot read "${name}": it is ${JSON.stringify(value)}, a number is needed`);
}
