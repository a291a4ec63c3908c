import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { KeptExports } from "./kept_exports.ts";

Deno.test("an export is read once, until it is too old", async () => {
  using folder = new TemporaryFolder();
  let now = 0;
  let readCount = 0;
  await using warehouse = await DuckDbWarehouse.open(join(folder.path, "warehouse.duckdb"), () => {});
  await warehouse.migrate();
  const kept = join(folder.path, "kept");
  Deno.mkdirSync(kept);
  const exports = new KeptExports(kept, () => now, 1_000);
  const counting = {
    ...warehouse,
    export: (...args: Parameters<DuckDbWarehouse["export"]>) => (readCount++, warehouse.export(...args)),
  };
  const take = async (name: string, from: number) => {
    const path = join(folder.path, name);
    await exports.export(counting as unknown as DuckDbWarehouse, "kpis", path, { from, to: null });
    return Deno.statSync(path).size > 0;
  };
  assertEquals([await take("a.parquet", 0), await take("b.parquet", 0), readCount], [true, true, 1]);
  assertEquals([await take("c.parquet", 1), readCount], [true, 2]);
  now = 1_000;
  assertEquals([await take("d.parquet", 0), readCount], [true, 3]);
  assertEquals([...Deno.readDirSync(kept)].length, 1);
});
