import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS } from "../table/day.ts";
import type { WarehouseHome } from "./contract/home.ts";
import { warehouseContract } from "./contract/warehouse_contract.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { openWaiting } from "./open_waiting.ts";
import { WarehouseError } from "./warehouse.ts";

const DAY = Date.UTC(2026, 10, 22);

function newHome(): Promise<WarehouseHome> {
  const folder = new TemporaryFolder();
  return Promise.resolve({
    dialect: "duckdb",
    open: () => DuckDbWarehouse.open(join(folder.path, "warehouse.duckdb"), () => {}),
    [Symbol.asyncDispose]: () => Promise.resolve(folder[Symbol.dispose]()),
  });
}

warehouseContract("DuckDB", newHome);

/** Another process that holds a database file until it is told to let go. */
class Holder implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;

  private constructor(process: Deno.ChildProcess) {
    this.#process = process;
  }

  static async of(path: string): Promise<Holder> {
    const script = `
      const { DuckDb } = await import(${JSON.stringify(import.meta.resolve("../duckdb/duckdb.ts"))});
      await using database = await DuckDb.open({ path: ${JSON.stringify(path)} });
      await Deno.stdout.write(new Uint8Array(1));
      await Deno.stdin.read(new Uint8Array(1));
    `;
    const config = new URL("../../deno.json", import.meta.url).pathname;
    const process = new Deno.Command(Deno.execPath(), {
      args: ["eval", "--config", config, script],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    const reader = process.stdout.getReader();
    await reader.read();
    reader.releaseLock();
    return new Holder(process);
  }

  get pid(): number {
    return this.#process.pid;
  }

  letGo(): Promise<void> {
    return this.#process.stdin.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.letGo().catch(() => {});
    await this.#process.output();
  }
}

Deno.test("DuckDB: open() waits for another process, says once for which, and goes on when it lets go", async () => {
  using folder = new TemporaryFolder();
  const path = join(folder.path, "warehouse.duckdb");
  await using holder = await Holder.of(path);
  const holders: string[] = [];
  await using warehouse = await DuckDbWarehouse.open(path, (name) => {
    holders.push(name);
    holder.letGo();
  });
  assertEquals(holders.length, 1);
  assertStringIncludes(holders[0]!, `process ${holder.pid} (`);
  assertEquals(await warehouse.query("select 1 as one"), [{ one: 1 }]);
});

Deno.test("DuckDB: a wait that is over ends with an error that names what holds the file", async () => {
  using folder = new TemporaryFolder();
  const path = join(folder.path, "warehouse.duckdb");
  await using holder = await Holder.of(path);
  const error = await assertRejects(() => openWaiting(() => DuckDb.open({ path }), () => {}, 200), WarehouseError);
  assertStringIncludes(error.message, `Cannot open the warehouse: process ${holder.pid} (`);
  assertStringIncludes(error.message, "holds the file, and still does after 0.2 s; stop that process");
  assert(error.cause instanceof Error);
});

Deno.test("DuckDB: openWaiting() passes on at once what is no matter of waiting", async () => {
  const open = () => Promise.reject(new Error("IO Error: no space left on device"));
  const onWait = () => assert(false, "waited");
  await assertRejects(() => openWaiting(open, onWait), Error, "no space left");
});

Deno.test("DuckDB: open() waits for another opening of the file in the same process", async () => {
  using folder = new TemporaryFolder();
  const path = join(folder.path, "warehouse.duckdb");
  const first = await DuckDbWarehouse.open(path, () => {});
  await first.query("create table kept (i integer)");
  const holders: string[] = [];
  await using second = await DuckDbWarehouse.open(`${folder.path}/./warehouse.duckdb`, async (name) => {
    holders.push(name);
    await first[Symbol.asyncDispose]();
  });
  assertEquals(holders, [`process ${Deno.pid} (this process) holds the file`]);
  assertEquals(await second.query("from kept"), []);
});

Deno.test("DuckDB: a file that is no database is refused, and can be opened once it is gone", async () => {
  using folder = new TemporaryFolder();
  const path = folder.write("warehouse.duckdb", "timestamp,server_id\n".repeat(1_000));
  await assertRejects(() => DuckDbWarehouse.open(path, () => {}), Error, "not a valid DuckDB database file");
  Deno.removeSync(path);
  await using warehouse = await DuckDbWarehouse.open(path, () => {});
  await warehouse.migrate();
});

Deno.test("DuckDB: replaceDays() that fails on its second day has replaced the first and left the second", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using warehouse = await DuckDbWarehouse.open(join(folder.path, "warehouse.duckdb"), () => {});
  await warehouse.migrate();
  const path = join(folder.path, "rejects.parquet");
  const load = async (reason: string, secondReason: string | null) => {
    const row = { rejected_at: DAY, source: "a.log", line: 1, reason, text: "" };
    const rows: AnyRow[] = [row, { ...row, rejected_at: DAY + DAY_MS, reason: secondReason }];
    await writeTableFile(files, path, REJECTS, rows);
    await warehouse.replaceDays([DAY, DAY + DAY_MS], [{ table: REJECTS, path }]);
  };
  await load("before", "before");
  await assertRejects(() => load("after", null), Error, "NOT NULL constraint failed");
  const reasons = () => warehouse.query<{ reason: string }>("select reason from rejects order by rejected_at");
  assertEquals(await reasons(), [{ reason: "after" }, { reason: "before" }]);
  await load("again", "again");
  assertEquals(await reasons(), [{ reason: "again" }, { reason: "again" }]);
});

Deno.test("DuckDB: query() takes its values as parameters", async () => {
  using folder = new TemporaryFolder();
  await using warehouse = await DuckDbWarehouse.open(join(folder.path, "warehouse.duckdb"), () => {});
  const hostile = "'; drop table kpis; --";
  assertEquals(await warehouse.query("select $1 as text, $2 + 1 as sum", [hostile, 1]), [{ text: hostile, sum: 2 }]);
});
