/** The warehouse that notebooks read: that of their own day, or any other by its URL. @module */
import { join } from "@std/path";
import { readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { openWarehouse, requireWarehouse } from "../warehouse/open.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { NOTEBOOK_FOLDERS, type NotebookData } from "./notebook_data.ts";

/** Where a frame's rows come from. */
export interface FrameSource {
  /** Which of the notebooks' own data; by default the day. */
  readonly data?: NotebookData;
  /** The URL of another warehouse, in the place of `data`. */
  readonly warehouse?: string;
}

/**
 * Opens a warehouse; to be closed as soon as it is read, so that notebooks can stand side by side.
 *
 * @throws {WarehouseError} where there is none yet
 * @throws {ConfigError} when the URL names no known engine
 */
export async function openNotebookWarehouse({ data = "day", warehouse }: FrameSource = {}): Promise<Warehouse> {
  const url = warehouse ?? `duckdb:${join(NOTEBOOK_FOLDERS[data], "warehouse.duckdb")}`;
  const config = readConfig(["--warehouse", url], ["data", "warehouse"], { env: () => undefined, envFile: "" });
  await requireWarehouse(config);
  return await openWarehouse(config, NO_LOG);
}
