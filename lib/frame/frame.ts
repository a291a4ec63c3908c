/** Tables and views as data frames, for notebooks: of results, not of telemetry. @module */
import { concat, DataFrame, merge } from "danfojs-node";
import { readView } from "../warehouse/print_view.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { frameColumns } from "./frame_columns.ts";
import { type FrameSource, openNotebookWarehouse } from "./notebook_warehouse.ts";

export { concat, DataFrame, merge };

/** Which rows a frame holds: a text, or any of some texts, by column. */
export type FrameFilter = Readonly<Record<string, string | readonly string[]>>;

/**
 * Reads a table or view into a frame: its columns in their order, its rows in the order of their values, instants as ms since 1970.
 *
 * @throws {WarehouseError} for an unknown view or column, and where there is no warehouse yet
 * @throws {RangeError} where no row is left
 */
export async function frame(view: string, filter: FrameFilter = {}, source: FrameSource = {}): Promise<DataFrame> {
  await using warehouse = await openNotebookWarehouse(source);
  return await readFrame(warehouse, view, filter);
}

/** Reads a frame from a warehouse that is open, as {@linkcode frame} does. */
export async function readFrame(warehouse: Warehouse, view: string, filter: FrameFilter = {}): Promise<DataFrame> {
  const rows = await readView(warehouse, view, { from: null, to: null, only: listsOf(filter) });
  if (rows.length === 0) throw new RangeError(`Cannot make a frame of "${view}": no row has ${JSON.stringify(filter)}`);
  return new DataFrame(frameColumns(rows));
}

function listsOf(filter: FrameFilter): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(filter).map(([column, texts]) => [column, typeof texts === "string" ? [texts] : texts]),
  );
}
