import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { ANALYZE_TASK } from "../../workflows/analyze_traffic.ts";
import { GENERATE_TASK } from "../../workflows/generate_telemetry.ts";
import { INGEST_TASK } from "../../workflows/ingest_requests.ts";
import { LOAD_TASK } from "../../workflows/load_warehouse.ts";
import { PIPELINE_TASK } from "../../workflows/pipeline.ts";
import { TrialFolder } from "../../workflows/trial_folder.ts";
import { rollUpDays } from "../analysis/roll_up_days.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import type { StepResult } from "../run/step.ts";
import type { Task } from "../run/task.ts";
import { DAY_MS } from "../table/day.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { ClickHouseConnection } from "./clickhouse/connection.ts";
import { readLocation } from "./clickhouse/location.ts";
import { findServer, TrialCluster } from "./clickhouse/trial_cluster.ts";
import { ClickHouseWarehouse } from "./clickhouse_warehouse.ts";
import { withoutLastDigits } from "./contract/assert_rows.ts";

const SERVER = findServer();
const DAY = Date.UTC(2026, 0, 5);
const MINUTE_MS = 60_000;
const DAY_SPAN = ["--from=2026-01-05", "--to=2026-01-06"];

let cluster: TrialCluster;

Deno.test.beforeAll(async () => {
  if (SERVER !== null) cluster = await TrialCluster.start(SERVER);
});
Deno.test.afterAll(async () => {
  if (SERVER !== null) await cluster[Symbol.asyncDispose]();
});

function test(sentence: string, work: () => Promise<void>): void {
  const reason = SERVER === null ? " (skipped: clickhouse-server is not installed)" : "";
  Deno.test({ name: `ClickHouse: ${sentence}${reason}`, ignore: SERVER === null }, work);
}

/** Values as text, real numbers to twelve digits, because the engines add up in another order. */
function rounded(rows: readonly object[]): string[] {
  return rows.map((row) =>
    JSON.stringify(row, (_, value) => typeof value === "number" ? withoutLastDigits(value) : value)
  ).toSorted();
}

/** Requests of which each column is null now and then, over three spans of a day. */
const RANDOM_REQUESTS: readonly AnyRow[] = fc.sample(
  fc.record({
    requested_at: fc.integer({ min: 0, max: 9 }).chain((minute) =>
      fc.constantFrom(0, 5, 6, 23).map((hour) => DAY + (hour * 60 + minute) * MINUTE_MS + hour)
    ),
    balancer: fc.option(fc.constantFrom("lb"), { freq: 2 }),
    pool: fc.option(fc.constantFrom("web", "it's \\ \u{1F468}\t"), { freq: 3 }),
    server_id: fc.option(fc.constantFrom("s1", "s2", "s3"), { freq: 10 }),
    region: fc.constantFrom("eu", "us"),
    route: fc.option(fc.constantFrom("/a", "/b", "/c", "/d", "")),
    method: fc.constantFrom("GET", "POST"),
    status_code: fc.option(fc.constantFrom(101, 200, 204, 304, 404, 499, 500, 503), { freq: 10 }),
    duration_ms: fc.option(
      fc.oneof(
        fc.constantFrom(0, 1, 500, 2_000, 1e300, 1e-300),
        fc.double({ min: -18, max: 20, noNaN: true }).map(Math.exp),
      ),
      { freq: 10 },
    ),
    attempt_count: fc.option(fc.integer({ min: 0, max: 4 })),
    is_redispatched: fc.option(fc.boolean()),
    retry_rate: fc.option(fc.constantFrom(0, 1)),
    request_bytes: fc.option(fc.nat()),
    response_bytes: fc.option(fc.nat()),
    client_ip: fc.option(fc.ipV4()),
    termination: fc.option(fc.constantFrom("CD--", "----", "sH--", "DC", "UT")),
  }),
  { seed: 1, numRuns: 2_000 },
).map((known, i) => ({
  ...Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null])),
  ...known,
  source: "a.log",
  line: i,
}));

test("rollUp() makes the minutes that DuckDB makes of the same requests, and says which server answered", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  const path = join(folder.path, "requests.parquet");
  await writeTableFile(files, path, REQUESTS, RANDOM_REQUESTS);
  await using warehouse = await ClickHouseWarehouse.open(readLocation(cluster.url("random")));
  await warehouse.migrate();
  await warehouse.storeRequests(path, new Map([["a.log", "a"]]));
  for (const routeLimit of [0, 2, 500]) {
    const settings = { apdexMs: 500, routeLimit };
    const { minutes, serverMinutes } = await warehouse.rollUp(DAY, settings);
    const requestsOf = () => Promise.resolve({ requests: [path] });
    assertEquals(await rollUpDays(files, [DAY, DAY + DAY_MS], { ...settings, folder: folder.path, requestsOf }), [DAY]);
    for (const [found, expected] of [[minutes, "all_traffic_minutes"], [serverMinutes, "all_server_minutes"]]) {
      const rows = await files.rows<AnyRow>(`from ${quoteLiteral(found!)}`);
      assert(rows.length > 20);
      assertEquals(rounded(rows), rounded(await files.rows<AnyRow>(`from ${expected}`)), expected);
    }
  }
});

async function done<R extends StepResult>(folder: TrialFolder, task: Task<R>, args: readonly string[]): Promise<void> {
  const { code, err } = await folder.run(task, args);
  assertEquals(code, 0, err.join("\n"));
}

async function goldRows(files: DuckDb, folder: TrialFolder, table: string): Promise<string[]> {
  return rounded(await files.rows<AnyRow>(`from ${quoteLiteral(join(folder.data, "gold", `${table}.parquet`))}`));
}

/** Has every attempt to fetch single requests from a cluster fail, until it is disposed of. */
function withoutRequestFiles(): Disposable {
  const { requestFiles } = ClickHouseWarehouse.prototype;
  ClickHouseWarehouse.prototype.requestFiles = () => Promise.reject(new Error("requests have left the cluster"));
  return { [Symbol.dispose]: () => void (ClickHouseWarehouse.prototype.requestFiles = requestFiles) };
}

test("loaders at once bring their requests, and an analysis that sees none of them finds what one over all does", async () => {
  await using files = await DuckDb.open();
  using analyst = new TrialFolder();
  using alone = new TrialFolder();
  using loaders = new DisposableStack();
  using _ = withoutRequestFiles();
  const url = cluster.url("shared");
  const warehouse = ["--warehouse", url];
  const folders = [1, 2, 3].map(() => loaders.use(new TrialFolder()));
  const log = (folder: TrialFolder) => join(folder.data, "telemetry", "request_logs.csv");
  const metrics = (folder: TrialFolder) => join(folder.data, "telemetry", "server_metrics.csv");
  for (const [i, folder] of folders.entries()) {
    await done(folder, GENERATE_TASK, ["--requests=2000", "--servers=4", "--start=2026-01-05", `--seed=${i + 1}`]);
    await done(folder, INGEST_TASK, [log(folder), ...i === 0 ? [metrics(folder)] : []]);
  }
  const pipeline = [...folders.flatMap((folder) => ["--logs", log(folder)]), "--metrics", metrics(folders[0]!)];
  await done(alone, PIPELINE_TASK, pipeline);

  for (let repeat = 0; repeat < 2; repeat++) {
    await Promise.all(folders.map((folder) => done(folder, LOAD_TASK, [...warehouse, "--raw"])));
    await done(analyst, ANALYZE_TASK, [...warehouse, ...DAY_SPAN]);
    for (
      const table of ["traffic_minutes", "kpis", "pool_balance", "anomalies", "incidents", "slo_status", "retry_chains"]
    ) {
      assertEquals(await goldRows(files, analyst, table), await goldRows(files, alone, table), table);
    }
    await done(analyst, LOAD_TASK, warehouse);
    await using node = new ClickHouseConnection(readLocation(url));
    assertEquals(await node.value<number>("select count() from requests"), 6_000);
    const kept = await files.rows(`from ${quoteLiteral(join(alone.data, "gold", "kpis.parquet"))}`);
    assertEquals(await node.value<number>("select count() from kpis"), kept.length);
  }
});

test("an analysis of days of which the warehouse has no request says so", async () => {
  using folder = new TrialFolder();
  const { code, err } = await folder.run(ANALYZE_TASK, ["--warehouse", cluster.url("vacant"), ...DAY_SPAN]);
  assertEquals(code, 1);
  assert(err.join("\n").includes("the warehouse has no request of these days; see --from and --to"), err.join("\n"));
});
