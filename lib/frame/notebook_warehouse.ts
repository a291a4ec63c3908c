/** The warehouse that notebooks read: that of their own data, or another engine's. @module */
import { join } from "@std/path";
import { type Config, readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { connectWarehouse, requireWarehouse } from "../warehouse/open.ts";
import { type Warehouse, WarehouseError } from "../warehouse/warehouse.ts";
import { type Engine, ENGINE_REMEDIES, engineConfig } from "./engine.ts";
import { NOTEBOOK_FOLDERS, type NotebookData } from "./notebook_data.ts";

/** Where a frame's rows come from. */
export interface FrameSource {
  /** Which of the notebooks' own data; by default the day. */
  readonly data?: NotebookData;
  /** Another engine than the embedded one, as the settings name it; `data` says nothing then. */
  readonly engine?: Engine;
}

/**
 * Opens a warehouse as it is, to read it; to be closed soon, so that notebooks can stand side by side.
 *
 * @throws {WarehouseError} where there is none, with what to do about it
 */
export async function openNotebookWarehouse({ data = "day", engine = "duckdb" }: FrameSource = {}): Promise<Warehouse> {
  const config = engine === "duckdb" ? embeddedConfig(data) : engineConfig(engine);
  if (config === null) {
    throw new WarehouseError(`Cannot ask ${engine}: no setting names one; ${ENGINE_REMEDIES[engine]}`);
  }
  await requireWarehouse(config);
  return await connectWarehouse(config, NO_LOG);
}

function embeddedConfig(data: NotebookData): Config {
  const url = `duckdb:${join(NOTEBOOK_FOLDERS[data], "warehouse.duckdb")}`;
  return readConfig(["--warehouse", url], ["data", "warehouse"], { env: () => undefined, envFile: "" });
}
