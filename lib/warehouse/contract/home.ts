/** Where a warehouse is tried. @module */
import type { Dialect } from "../../duckdb/sql_file.ts";
import type { Warehouse } from "../warehouse.ts";

/** A place for one warehouse, empty at first and gone when it is disposed of. */
export interface WarehouseHome extends AsyncDisposable {
  /** The dialect of the engine's SQL files. */
  readonly dialect: Dialect;
  /** What U+0000 in a text comes back as, where the engine cannot hold it. */
  readonly nul?: string;
  /** Opens the warehouse that lives there; a second one waits or works beside the first, as the engine has it. */
  readonly open: () => Promise<Warehouse>;
}
