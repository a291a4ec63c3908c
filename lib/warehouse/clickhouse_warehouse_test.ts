import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { PIPELINE_TASK } from "../../workflows/pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "../../workflows/trial_folder.ts";
import { evaluateDefaults } from "../alerting/trial_evaluation.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { listSql, readSql } from "../duckdb/sql_file.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import type { IngestReport } from "../ingest/ingest_sources.ts";
import { readJson } from "../run/json_file.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS } from "../table/day.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import { Cluster } from "./clickhouse/cluster.ts";
import { clickHouseType, LOAD_COLUMNS } from "./clickhouse/column_type.ts";
import { ClickHouseConnection } from "./clickhouse/connection.ts";
import { type ClickHouseLocation, readLocation } from "./clickhouse/location.ts";
import { findServer, TrialCluster } from "./clickhouse/trial_cluster.ts";
import { ClickHouseWarehouse } from "./clickhouse_warehouse.ts";
import { withoutLastDigits } from "./contract/assert_rows.ts";
import type { WarehouseHome } from "./contract/home.ts";
import { warehouseContract } from "./contract/warehouse_contract.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { loadGold } from "./load_gold.ts";
import { WAREHOUSE_TABLES } from "./tables.ts";
import { type Warehouse, WarehouseError } from "./warehouse.ts";

const SERVER = findServer();
const MISSING = SERVER === null ? "clickhouse-server is not installed" : null;
const IMPATIENT = { attemptCount: 2, firstPauseMs: 10 };
const DAY = Date.UTC(2026, 10, 22);
const ALWAYS = { from: null, to: null };

let cluster: TrialCluster;
let databaseCount = 0;

Deno.test.beforeAll(async () => {
  if (SERVER !== null) cluster = await TrialCluster.start(SERVER);
});
Deno.test.afterAll(async () => {
  if (SERVER !== null) await cluster[Symbol.asyncDispose]();
});

/** A database of its own on the cluster, or on its first node alone. */
class Home implements WarehouseHome {
  readonly dialect = "clickhouse";
  readonly location: ClickHouseLocation;

  constructor({ isCluster = true } = {}) {
    this.location = readLocation(cluster.url(`trial_${databaseCount++}`, { isCluster }));
  }

  open = (): Promise<ClickHouseWarehouse> => ClickHouseWarehouse.open(this.location, IMPATIENT);

  async openMigrated(): Promise<ClickHouseWarehouse> {
    const warehouse = await this.open();
    await warehouse.migrate();
    return warehouse;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await using all = await Cluster.open(this.location);
    for (const node of all.nodes) {
      await using connection = new ClickHouseConnection({ ...node.location, database: "default" });
      await connection.run(`drop database if exists ${this.location.database}`);
    }
  }
}

warehouseContract("ClickHouse cluster", () => Promise.resolve(new Home()), MISSING);

function test(sentence: string, work: () => Promise<void>): void {
  const reason = MISSING === null ? "" : ` (skipped: ${MISSING})`;
  Deno.test({ name: `ClickHouse: ${sentence}${reason}`, ignore: MISSING !== null }, work);
}

/** Reads a view in a fixed order, without the digests, which each engine makes of its own bytes. */
async function readExport(warehouse: Warehouse, files: DuckDb, view: string): Promise<AnyRow[]> {
  using folder = new TemporaryFolder();
  const path = join(folder.path, "out.parquet");
  await warehouse.export(view, path, ALWAYS);
  return await files.rows<AnyRow>(
    `select columns(name -> name <> 'scope_key') from ${quoteLiteral(path)} order by all`,
  );
}

/** Values as text, real numbers to twelve digits, because engines add up in another order. */
function rounded(rows: readonly object[]): string[] {
  return rows.map((row) =>
    JSON.stringify(row, (_, value) => typeof value === "number" ? withoutLastDigits(value) : value)
  );
}

for (const table of [...WAREHOUSE_TABLES, REQUESTS]) {
  test(`sql/tables/${table.name} has the columns of its list, and says its grain and key`, async () => {
    await using home = new Home({ isCluster: false });
    await using warehouse = await home.openMigrated();
    const columns = await warehouse.query<{ name: string; type: string }>(`describe table ${table.name}_local`);
    const expected = Object.entries(table.columns).map(([name, column]) => [name, clickHouseType(column)]);
    assertEquals(columns.map(({ name, type }) => [name, type]), [...Object.entries(LOAD_COLUMNS), ...expected]);
    const sql = await readSql(`tables/${table.name}`, "clickhouse");
    assertStringIncludes(sql, `-- Grain: ${table.grain}. Key: ${table.key.join(", ")}.\n`);
  });
}

Deno.test("ClickHouse has a file for each view and check that DuckDB has", async () => {
  for (const folder of ["views", "checks"]) {
    assertEquals(await listSql(folder, "clickhouse"), await listSql(folder, "duckdb"));
  }
});

test("tables, views, checks and the roll-up answer as DuckDB does on the same files", async () => {
  using folder = new TrialFolder();
  const done = await folder.run(PIPELINE_TASK, ["--requests=4000", "--servers=6", "--start=2026-01-05"]);
  assertEquals(done.code, 0, done.err.join("\n"));
  await using files = await DuckDb.open();
  await using home = new Home();
  await using warehouse = await home.openMigrated();
  await using embedded = await DuckDbWarehouse.open(join(folder.data, "warehouse.duckdb"), () => {});
  await embedded.migrate();
  const ingested = join(folder.data, "ingested");
  const { sources } = await readJson<IngestReport>(join(ingested, "sources.json"), "");
  await loadGold(warehouse, join(folder.data, "gold"), ingested, sources);
  await evaluateDefaults(warehouse, TRIAL_NOW);

  const views = [...WAREHOUSE_TABLES.map(({ name }) => name).filter((name) => name !== "loads"), "requests"]
    .concat((await listSql("views", "duckdb")).map((name) => name.replace("views/", "")));
  for (const view of views) {
    const expected = await readExport(embedded, files, view);
    assertEquals(rounded(await readExport(warehouse, files, view)), rounded(expected), view);
  }
  for (const check of await listSql("checks", "clickhouse")) {
    assertEquals(await warehouse.query(await readSql(check, "clickhouse")), [], check);
  }

  const start = Date.UTC(2026, 0, 5);
  const rollUp = await readSql("transforms/traffic_minutes", "clickhouse");
  const minutes = await warehouse.query<TrafficMinuteRow>(rollUp, [start, start + DAY_MS, 500, 500]);
  const expected = await readExport(embedded, files, "traffic_minutes");
  assertEquals(rounded(minutes).toSorted(), rounded(expected).toSorted());
});

/** Many requests of a day, from as many clients, so that both shards get half of them. */
async function writeRequests(files: DuckDb, path: string, count: number, serverId: string): Promise<void> {
  const known = {
    requested_at: `epoch_ms(${DAY} + i)`,
    server_id: quoteLiteral(serverId),
    client_ip: "i::varchar",
    source: "'a.log'",
    line: "i",
  };
  const columns = Object.keys(REQUESTS.columns).map((name) =>
    `${known[name as keyof typeof known] ?? "null"} as ${name}`
  );
  await files.run(
    `copy (select ${columns.join(", ")} from range(${count}) t(i)) to ${quoteLiteral(path)} (format parquet)`,
  );
}

const COUNT_BY_SERVER = "select server_id, count() as count from requests group by server_id order by server_id";

test("a load during which a node is killed is seen whole or not at all, and a repeat gives exact rows", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new Home();
  await using warehouse = await home.openMigrated();
  const keys = new Map([["a.log", "a"]]);
  const path = join(folder.path, "requests.parquet");
  await writeRequests(files, path, 1_000, "before");
  await warehouse.storeRequests(path, keys);
  await writeRequests(files, path, 300_000, "after");
  const loading = warehouse.storeRequests(path, keys).then(() => null, (error) => error);
  await using first = new ClickHouseConnection(home.location);
  const arrived = "select count() from requests_local where server_id = 'after'";
  while (await first.value<number>(arrived) === 0);
  await cluster.killNode(1);
  const error = await loading;
  await cluster.startNode(1);
  assert(error === null || error instanceof WarehouseError && error.failed?.dialect === "clickhouse", String(error));
  // The node may die behind the commit, while rows that were replaced are dropped; then the load has failed and is seen.
  const [seen, ...more] = await warehouse.query<{ server_id: string; count: number }>(COUNT_BY_SERVER);
  assertEquals(more, []);
  assertEquals(seen?.count, error !== null && seen?.server_id === "before" ? 1_000 : 300_000);
  await warehouse.storeRequests(path, keys);
  assertEquals(await warehouse.query(COUNT_BY_SERVER), [{ server_id: "after", count: 300_000 }]);
  await using all = await Cluster.open(home.location);
  for (const node of all.nodes) assert(await node.value<number>(arrived) > 100_000, node.location.url);
});

test("what a load replaced is dropped by the load after the next", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new Home();
  await using warehouse = await home.openMigrated();
  await using all = await Cluster.open(home.location);
  const path = join(folder.path, "rejects.parquet");
  const loadIds = async () => new Set((await all.partitions()).map(({ loadId }) => loadId)).size;
  const counts: number[] = [];
  for (const reason of ["first", "second", "third", "fourth"]) {
    await writeTableFile(files, path, REJECTS, [{ rejected_at: DAY, source: "a.log", line: 1, reason, text: "" }]);
    await warehouse.replaceSources(["a.log"], { table: REJECTS, path });
    counts.push(await loadIds());
  }
  assertEquals(counts, [1, 2, 2, 2]);
  assertEquals(await warehouse.query("select reason from rejects"), [{ reason: "fourth" }]);
});

test("applyRetention() drops what a load that died has left, and leaves alone one that may live", async () => {
  await using home = new Home({ isCluster: false });
  await using warehouse = await home.openMigrated();
  await using node = new ClickHouseConnection(home.location);
  const nowS = await node.value<number>("select toUnixTimestamp(now())");
  for (const secondsAgo of [2 * 86_400, 60]) {
    const loadId = BigInt(nowS - secondsAgo) << 32n;
    await node.run(
      `insert into rejects_local (day, load_id, source, reason) values ('2026-11-22', ${loadId}, 'a.log', '${secondsAgo}')`,
    );
  }
  await warehouse.applyRetention({ minutesDays: 90, requestsDays: 0, reportsDays: 365 }, DAY + 10 * DAY_MS, []);
  assertEquals(await warehouse.query("select reason from rejects_local"), [{ reason: "60" }]);
});

test("a single server needs no cluster", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new Home({ isCluster: false });
  await using warehouse = await home.openMigrated();
  const path = join(folder.path, "requests.parquet");
  await writeRequests(files, path, 1_000, "web-1");
  for (let repeat = 0; repeat < 2; repeat++) await warehouse.storeRequests(path, new Map([["a.log", "a"]]));
  assertEquals(await warehouse.query(COUNT_BY_SERVER), [{ server_id: "web-1", count: 1_000 }]);
  const rollUp = await readSql("transforms/traffic_minutes", "clickhouse");
  assertEquals((await warehouse.query(rollUp, [DAY, DAY + DAY_MS, 500, 500])).length, 2);
});

test("query() takes its values as parameters, whatever they are", async () => {
  await using home = new Home({ isCluster: false });
  await using warehouse = await home.openMigrated();
  const hostile = [
    "'; drop table kpis; --",
    "\\' or 1 = 1",
    "a\0b\r\n\t\b\f",
    "$1 ? :name {x:String}",
    "\u{1F468}",
    "\\N",
  ];
  for (const text of hostile) {
    assertEquals(await warehouse.query("select $1 as text, $2 + 1 as sum", [text, 1.5]), [{ text, sum: 2.5 }]);
  }
});
