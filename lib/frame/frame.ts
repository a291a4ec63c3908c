/** Tables and views as data frames, for notebooks: of results, not of telemetry. The only place that knows danfojs. @module */
import { DataFrame } from "danfojs-node";
import { join } from "@std/path";
import { readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { openWarehouse, requireWarehouse } from "../warehouse/open.ts";
import { readView } from "../warehouse/print_view.ts";
import { frameColumns } from "./frame_columns.ts";
import { NOTEBOOK_DATA } from "./notebook_data.ts";

export { DataFrame };

/** Which rows a frame holds: a text, or any of some texts, by column. */
export type FrameFilter = Readonly<Record<string, string | readonly string[]>>;

/** Where a frame's rows come from. */
export interface FrameSource {
  /** The warehouse's URL; by default the one under {@linkcode NOTEBOOK_DATA}. */
  readonly warehouse?: string;
}

/**
 * Reads a table or view into a frame: its columns in their order, its rows in the order of their values, instants as ms since 1970.
 *
 * The warehouse is open only meanwhile, so that notebooks can stand side by side.
 *
 * @throws {WarehouseError} for an unknown view or column, and where there is no warehouse yet
 * @throws {RangeError} where no row is left
 */
export async function frame(view: string, filter: FrameFilter = {}, source: FrameSource = {}): Promise<DataFrame> {
  const url = source.warehouse ?? `duckdb:${join(NOTEBOOK_DATA, "warehouse.duckdb")}`;
  const config = readConfig(["--warehouse", url], ["data", "warehouse"], { env: () => undefined, envFile: "" });
  await requireWarehouse(config);
  await using warehouse = await openWarehouse(config, NO_LOG);
  const rows = await readView(warehouse, view, { from: null, to: null, only: listsOf(filter) });
  if (rows.length === 0) throw new RangeError(`Cannot make a frame of "${view}": no row has ${JSON.stringify(filter)}`);
  return new DataFrame(frameColumns(rows));
}

function listsOf(filter: FrameFilter): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(filter).map(([column, texts]) => [column, typeof texts === "string" ? [texts] : texts]),
  );
}
