import { assert, assertEquals, assertRejects } from "@std/assert";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { WarehouseError } from "../warehouse/warehouse.ts";
import { askEngines } from "./ask_engines.ts";
import { engineConfig } from "./engine.ts";
import { embeddedConfig } from "./notebook_warehouse.ts";

const around = (envFile: string) => ({ env: () => undefined, envFile });

Deno.test("askEngines() asks every engine, and tells why one has no answer", async () => {
  const answers = await askEngines(({ engine }) => {
    if (engine === "sql_server") throw new WarehouseError("no setting names one");
    if (engine === "clickhouse") throw new RangeError("it holds other days");
    return Promise.resolve(42);
  });
  assertEquals(answers.map(({ engine, answer, reason }) => [engine, answer, reason]), [
    ["duckdb", 42, ""],
    ["sql_server", null, "no setting names one"],
    ["clickhouse", null, "it holds other days"],
  ]);
  assert(answers.every(({ ms }) => ms >= 0));
});

Deno.test("askEngines() lets a mistake of the question through", async () => {
  await assertRejects(() => askEngines(() => Promise.reject(new TypeError("a mistake"))), TypeError, "a mistake");
});

Deno.test("engineConfig() finds an engine by WAREHOUSE, SQL Server by DB_SERVER as well", () => {
  const both = around("WAREHOUSE=clickhouse://ch:8123/db\nDB_SERVER=sql.example");
  assertEquals(engineConfig("clickhouse", both)?.warehouse, "clickhouse://ch:8123/db");
  const sqlServer = engineConfig("sql_server", both)!;
  assertEquals([sqlServer["db-server"], sqlServer.warehouse], ["sql.example", null]);
  assertEquals(engineConfig("sql_server", around("WAREHOUSE=mssql://sql/db"))?.warehouse, "mssql://sql/db");
});

Deno.test("engineConfig() finds nothing where settings name none, or another engine", () => {
  assertEquals(engineConfig("sql_server", around("")), null);
  assertEquals(engineConfig("clickhouse", around("WAREHOUSE=duckdb:data/warehouse.duckdb")), null);
  assertEquals(engineConfig("sql_server", around("WAREHOUSE=clickhouse://ch:8123/db")), null);
});

Deno.test("data that were not made yet are told with the task that makes them", async () => {
  using folder = new TemporaryFolder();
  await assertRejects(() => embeddedConfig(folder.path), WarehouseError, "run `deno task notebooks`");
});
