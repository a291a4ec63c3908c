import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { type Config, ConfigError, readConfig } from "../run/config.ts";
import type { Log } from "../run/step.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { openWarehouse, warehouseLocation } from "./open.ts";

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function configOf(...args: string[]): Config {
  return readConfig(args, ["data", "warehouse"], { env: () => undefined, envFile: "" });
}

Deno.test("the warehouse is a DuckDB file under the data folder unless it is set", () => {
  assertEquals(warehouseLocation(configOf("--data=here")), `duckdb:${join("here", "warehouse.duckdb")}`);
  assertEquals(warehouseLocation(configOf("--warehouse=duckdb:there.duckdb")), "duckdb:there.duckdb");
});

Deno.test("the warehouse is named without its user and password", () => {
  const url = "clickhouse://loader:s%40c@ret@db1:8123/traffic?cluster=logs";
  assertEquals(warehouseLocation(configOf(`--warehouse=${url}`)), "clickhouse://db1:8123/traffic?cluster=logs");
});

Deno.test("openWarehouse() makes the file, its folder and its tables", async () => {
  using folder = new TemporaryFolder();
  await using warehouse = await openWarehouse(configOf(`--data=${join(folder.path, "a", "b")}`), SILENT);
  assertEquals(await warehouse.query("select count(*) as count from kpis"), [{ count: 0 }]);
});

Deno.test("openWarehouse() refuses a URL that names no engine it knows, without its secrets", async () => {
  const found = {
    "data/warehouse.duckdb": "its URL names no engine",
    "duckdb:": "its URL names no engine",
    "oracle://scott:tiger@host": `"oracle" with such a URL is no known engine`,
  };
  for (const [url, words] of Object.entries(found)) {
    await assertRejects(
      () => openWarehouse(configOf(`--warehouse=${url}`), SILENT),
      ConfigError,
      `Cannot open the warehouse: ${words}, --warehouse must be like duckdb:data/warehouse.duckdb`,
    );
  }
});
