/** The `pool_balance` table: how evenly a pool shares its work. @module */
import { defineTable, type Row } from "../table/table.ts";

/** One row an hour and pool, computed by `sql/transforms/pool_balance.duckdb.sql`. */
export const POOL_BALANCE = defineTable({
  name: "pool_balance",
  grain: "one row an hour and pool",
  key: ["window_start_at", "pool"],
  time: "window_start_at",
  columns: {
    window_start_at: { type: "instant", meaning: "Start of the hour." },
    pool: { type: "text", meaning: "The pool; `(none)` where the logs name none." },
    server_count: { type: "integer", meaning: "Servers that answered a request of the pool." },
    request_count: { type: "integer", meaning: "Requests that a server answered." },
    jain_index: {
      type: "real",
      unit: "1/servers..1",
      meaning: "(sum x)^2 / (n sum x^2) over the servers' requests: 1 when all get the same, 1/n when one gets all.",
    },
  },
});

/** One row of `pool_balance`. */
export type PoolBalanceRow = Row<typeof POOL_BALANCE>;
