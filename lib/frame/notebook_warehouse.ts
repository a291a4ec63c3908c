/** The warehouse that notebooks read: that of their own day, or any other by its URL. @module */
import { join } from "@std/path";
import { readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { openWarehouse, requireWarehouse } from "../warehouse/open.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { NOTEBOOK_DATA } from "./notebook_data.ts";

/** Where a frame's rows come from. */
export interface FrameSource {
  /** The warehouse's URL; by default the one under {@linkcode NOTEBOOK_DATA}. */
  readonly warehouse?: string;
}

/**
 * Opens a warehouse; to be closed as soon as it is read, so that notebooks can stand side by side.
 *
 * @throws {WarehouseError} where there is none yet
 * @throws {ConfigError} when the URL names no known engine
 */
export async function openNotebookWarehouse(source: FrameSource = {}): Promise<Warehouse> {
  const url = source.warehouse ?? `duckdb:${join(NOTEBOOK_DATA, "warehouse.duckdb")}`;
  const config = readConfig(["--warehouse", url], ["data", "warehouse"], { env: () => undefined, envFile: "" });
  await requireWarehouse(config);
  return await openWarehouse(config, NO_LOG);
}
