import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import type { Warehouse } from "./warehouse.ts";
import { answerCall, callingWarehouse, type Through, warehouseThrough } from "./warehouse_calls.ts";

function openIn(folder: TemporaryFolder): Promise<DuckDbWarehouse> {
  return DuckDbWarehouse.open(join(folder.path, "warehouse.duckdb"), () => {});
}

Deno.test("a warehouse that is opened for each call does what one does that stays open", async () => {
  using folder = new TemporaryFolder();
  const through: Through = async (work) => {
    await using warehouse = await openIn(folder);
    return await work(warehouse);
  };
  await using warehouse = warehouseThrough(through);
  await warehouse.migrate();
  const path = join(folder.path, "kpis.csv");
  assertEquals(await warehouse.export("kpis", path, { from: null, to: null }), 0);
  assertEquals(Deno.readTextFileSync(path).startsWith("window_start_at,window,"), true);
  assertEquals(await warehouse.query("select $1 as answer", [42]), [{ answer: 42 }]);
  await assertRejects(() => warehouse.export("nothing", path, { from: null, to: null }), Error, "nothing");
});

Deno.test("every method of a warehouse can be called from another thread", async () => {
  using folder = new TemporaryFolder();
  await using warehouse = await openIn(folder);
  const calling = callingWarehouse("", (call) => answerCall(warehouse, structuredClone(call)));
  const methods = Object.getOwnPropertyNames(DuckDbWarehouse.prototype)
    .filter((name) => typeof Object.getOwnPropertyDescriptor(DuckDbWarehouse.prototype, name)?.value === "function")
    .filter((name) => name !== "constructor") as (keyof Warehouse)[];
  assertEquals(methods.filter((name) => typeof calling[name] !== "function"), []);
  await calling.migrate();
  assertEquals(await calling.requestFiles(0, new Set(["a"])), []);
});
