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
  const config = engine === "duckdb" ? await embeddedConfig(NOTEBOOK_FOLDERS[data]) : engineConfig(engine);
  if (config === null) {
    throw new WarehouseError(`Cannot ask ${engine}: no setting names one; ${ENGINE_REMEDIES[engine]}`);
  }
  return await connectWarehouse(config, NO_LOG);
}

/** Names the embedded warehouse of a folder. @throws {WarehouseError} where there is none yet */
export async function embeddedConfig(folder: string): Promise<Config> {
  const url = `duckdb:${join(folder, "warehouse.duckdb")}`;
  const config = readConfig(["--warehouse", url], ["data", "warehouse"], { env: () => undefined, envFile: "" });
  await requireWarehouse(config).catch((cause) => {
    throw new WarehouseError(`Cannot read "${folder}": no data were made there yet; ${ENGINE_REMEDIES.duckdb}`, {
      cause,
    });
  });
  return config;
}
