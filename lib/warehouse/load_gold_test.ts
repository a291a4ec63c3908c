import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { ALERTS } from "../alert/alert.ts";
import { ALERT_DELIVERIES } from "../alert/delivery.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { sourceKey } from "../ingest/source_key.ts";
import { LOADS } from "../run/load.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS } from "../table/day.ts";
import type { ColumnType, Table } from "../table/table.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { loadGold } from "./load_gold.ts";
import { STANDING_TABLES, WAREHOUSE_TABLES } from "./tables.ts";

const DAY = Date.UTC(2026, 10, 22);
const OF_OTHER_STEPS: readonly Table[] = [LOADS, ALERTS, ALERT_DELIVERIES, ...STANDING_TABLES];
const TABLES = [...WAREHOUSE_TABLES.filter((table) => !OF_OTHER_STEPS.includes(table)), REQUESTS];
const SOURCES = [{ source: "a.log", key: sourceKey("a.log", "first") }];
const VALUES: Readonly<Record<ColumnType, AnyRow[string]>> = {
  instant: DAY,
  text: "a.log",
  integer: 1,
  real: 0.5,
  boolean: true,
  json: "{}",
  sketch: { buckets: [0], counts: [1] },
};

/** A row that belongs to a day. */
function rowOf(table: Table, day: number): AnyRow {
  const row = Object.fromEntries(Object.entries(table.columns).map(([name, { type }]) => [name, VALUES[type]]));
  return { ...row, [table.time]: day };
}

/** A folder with the files of a run that has one row a table and day. */
async function runFiles(days: readonly number[]): Promise<TemporaryFolder> {
  const folder = new TemporaryFolder();
  await using database = await DuckDb.open();
  for (const table of TABLES) {
    const rows = days.map((day) => rowOf(table, day));
    await writeTableFile(database, join(folder.path, `${table.name}.parquet`), table, rows);
  }
  return folder;
}

async function countRows(warehouse: DuckDbWarehouse): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of TABLES) {
    const [row] = await warehouse.query<{ count: number }>(`select count(*) as count from ${name}`);
    counts[name] = row!.count;
  }
  return counts;
}

Deno.test("loadGold() loads every table of a run and says how many rows; a repeat leaves the same", async () => {
  using run = await runFiles([DAY]);
  await using warehouse = await DuckDbWarehouse.open(join(run.path, "warehouse.duckdb"), () => {});
  await warehouse.migrate();
  const expected = Object.fromEntries(TABLES.map(({ name }) => [name, 1]));
  for (let repeat = 0; repeat < 2; repeat++) {
    assertEquals(await loadGold(warehouse, run.path, run.path, SOURCES), expected);
    assertEquals(await countRows(warehouse), expected);
  }
});

Deno.test("loadGold() replaces the days with minutes and keeps those of earlier runs", async () => {
  using first = await runFiles([DAY, DAY + DAY_MS]);
  using second = await runFiles([DAY + DAY_MS, DAY + 2 * DAY_MS]);
  await using warehouse = await DuckDbWarehouse.open(join(first.path, "warehouse.duckdb"), () => {});
  await warehouse.migrate();
  for (const run of [first, second]) await loadGold(warehouse, run.path, run.path, SOURCES);
  const minutes = await warehouse.query<{ minute_at: number }>("select minute_at from traffic_minutes order by 1");
  assertEquals(minutes.map(({ minute_at }) => (minute_at - DAY) / DAY_MS), [0, 1, 2]);
});

Deno.test("loadGold() loads nothing when a file is missing, and says which step makes it", async () => {
  using run = await runFiles([DAY]);
  await using warehouse = await DuckDbWarehouse.open(join(run.path, "warehouse.duckdb"), () => {});
  await warehouse.migrate();
  Deno.removeSync(join(run.path, `${TRAFFIC_MINUTES.name}.parquet`));
  await assertRejects(
    () => loadGold(warehouse, run.path, run.path, SOURCES),
    Deno.errors.NotFound,
    "there is no such file, run `deno task analyze` first",
  );
  assertEquals(await countRows(warehouse), Object.fromEntries(TABLES.map(({ name }) => [name, 0])));
});
