import { assert, assertAlmostEquals, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { PIPELINE_TASK } from "../../workflows/pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "../../workflows/trial_folder.ts";
import { evaluateDefaults } from "../alerting/trial_evaluation.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { listSql, readSql } from "../duckdb/sql_file.ts";
import type { AnyRow } from "../duckdb/table_file.ts";
import type { IngestReport } from "../ingest/ingest_sources.ts";
import { TABLE_CHECKS, WAREHOUSE_CHECKS } from "../quality/table_checks.ts";
import { readJson } from "../run/json_file.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { withoutLastDigits } from "./contract/assert_rows.ts";
import type { WarehouseHome } from "./contract/home.ts";
import { warehouseContract } from "./contract/warehouse_contract.ts";
import { DuckDbWarehouse } from "./duckdb_warehouse.ts";
import { loadGold } from "./load_gold.ts";
import { isCurrent, SCHEMA_VERSION } from "./schema_version.ts";
import { SqlServerConnection } from "./sql_server/connection.ts";
import { CuttingProxy } from "./sql_server/cutting_proxy.ts";
import type { SqlServerLocation } from "./sql_server/location.ts";
import { NO_TRIAL_SERVER, TrialDatabase } from "./sql_server/trial_database.ts";
import { NUL_PICTURE, withoutNul } from "./sql_server/parameters.ts";
import { SqlServerWarehouse } from "./sql_server_warehouse.ts";
import { STANDING_TABLES, WAREHOUSE_TABLES } from "./tables.ts";
import { type Warehouse, WarehouseError } from "./warehouse.ts";

const IMPATIENT = { attemptCount: 3, firstPauseMs: 50 };
const DAY = Date.UTC(2026, 10, 22);
const ALWAYS = { from: null, to: null };

/** A database of its own, which is gone in the end. */
class NewHome implements WarehouseHome {
  readonly dialect = "sqlserver";
  readonly nul = NUL_PICTURE;
  readonly #database: TrialDatabase;

  constructor(database = new TrialDatabase()) {
    this.#database = database;
  }

  get location(): SqlServerLocation {
    return this.#database.location;
  }

  open = (): Promise<SqlServerWarehouse> => SqlServerWarehouse.open(this.location, IMPATIENT);

  async openMigrated(): Promise<SqlServerWarehouse> {
    const warehouse = await this.open();
    await warehouse.migrate();
    return warehouse;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#database[Symbol.asyncDispose]();
  }
}

let shared: TrialDatabase | null = null;
Deno.test.afterAll(async () => await shared?.[Symbol.asyncDispose]());

/** The database that tests share, whose tables are empty again after each: making them takes seconds on some servers. */
class SharedHome extends NewHome {
  constructor() {
    super(shared ??= new TrialDatabase());
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await using connection = await SqlServerConnection.open(this.location);
    for (const { name } of [...WAREHOUSE_TABLES, REQUESTS]) await connection.run(`delete from dbo.${name}`);
  }
}

warehouseContract(
  "SQL Server",
  (state) => Promise.resolve(state === "unmade" ? new NewHome() : new SharedHome()),
  NO_TRIAL_SERVER,
);

function test(sentence: string, work: () => Promise<void>): void {
  const reason = NO_TRIAL_SERVER === null ? "" : ` (skipped: ${NO_TRIAL_SERVER})`;
  Deno.test({ name: `SQL Server: ${sentence}${reason}`, ignore: NO_TRIAL_SERVER !== null }, work);
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

test("tables, views, checks and procedures answer as DuckDB does on the same files", async () => {
  using folder = new TrialFolder();
  const done = await folder.run(PIPELINE_TASK, ["--requests=4000", "--servers=6", "--start=2026-01-05"]);
  assertEquals(done.code, 0, done.err.join("\n"));
  await using files = await DuckDb.open();
  await using home = new SharedHome();
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
  for (const check of await listSql("checks", "sqlserver")) {
    assertEquals(await warehouse.query(await readSql(check, "sqlserver")), [], check);
  }
  const findings = await warehouse.query<{ offending_row_count: number; is_passed: boolean }>(
    "exec dbo.sp_CheckDataQuality",
  );
  assertEquals(findings.map(({ is_passed }) => is_passed), [...TABLE_CHECKS, ...WAREHOUSE_CHECKS].map(() => true));
  await assertOriginalViews(warehouse, embedded);
});

/** Compares the views of the original project with what its formulas give in DuckDB. */
async function assertOriginalViews(warehouse: Warehouse, embedded: Warehouse): Promise<void> {
  const [kpis] = await warehouse.query<Record<string, number>>("select * from vw_RequestKPIs");
  const [exact] = await embedded.query<Record<string, number>>(`
    select
        count(*) as total_requests,
        round(avg(duration_ms), 2) as avg_response_time_ms,
        quantile_disc(duration_ms, 0.95) as p95_response_time_ms,
        round(100 * avg(if(status_code >= 400, 1, 0)), 2) as error_rate_percent,
        round(avg(retry_rate), 3) as avg_retry_rate
    from requests
  `);
  const { p95_response_time_ms: p95, requests_per_second, ...others } = kpis!;
  const { p95_response_time_ms: exactP95, ...exactOthers } = exact!;
  assertEquals(others, exactOthers);
  assertAlmostEquals(p95!, exactP95!, 0.011 * exactP95!);
  assertAlmostEquals(requests_per_second!, others.total_requests! / 86_400, 0.01);

  const health = "server_id, round(avg(cpu_usage_percent), 2) as avg_cpu, count(*) as metric_snapshots";
  assertEquals(
    await warehouse.query("select server_id, avg_cpu, metric_snapshots from vw_ServerHealth order by server_id"),
    await embedded.query(`select ${health} from server_metrics group by server_id order by server_id`),
  );
  const patterns = "select hour_of_day, weekday, request_volume from vw_TrafficPatterns order by hour_of_day";
  assertEquals(
    await warehouse.query(patterns),
    await embedded.query(
      "select hour(requested_at) as hour_of_day, dayname(requested_at) as weekday, count(*) as request_volume from requests group by all order by all",
    ),
  );
  assertEquals(
    await warehouse.query(
      "select SeverityTier as tier, count(*) as count from vw_AnomalyFlags group by SeverityTier order by 2",
    ),
    await embedded.query(`
      select
          list_extract(['Normal', 'Minor', 'Moderate', 'Critical'], 1 + (retry_rate > 0.3)::int + (duration_ms > 1000)::int + (status_code in (500, 503, 504))::int) as tier,
          count(*) as count
      from requests group by tier order by 2
    `),
  );
  const logs =
    "id, timestamp, server_id, region, request_method, status_code, response_time_ms, retry_rate, bytes_sent, client_ip, user_agent, created_at";
  const [log] = await warehouse.query<object>("select top (1) * from RequestLogs");
  assertEquals(Object.keys(log!), logs.split(", "));
  assertEquals((await warehouse.query("select * from vw_LatestAnalyticsReports")).length, 1);
  const [quality] = await warehouse.query<object>(
    "select total_records, null_values, duplicate_records, quality_score from DataQualityMetrics",
  );
  assertEquals(quality, { total_records: 4_000, null_values: 0, duplicate_records: 0, quality_score: 100 });
}

/** Many minutes of a day, enough for a load that can be interrupted. */
async function writeMinutes(files: DuckDb, path: string, count: number, scope: string): Promise<void> {
  const known: Readonly<Record<string, string>> = {
    minute_at: `epoch_ms(${DAY} + i * 1000)`,
    scope: quoteLiteral(scope),
    scope_kind: "'server'",
    latency_sketch: "map([0::smallint], [1::bigint])",
  };
  const columns = Object.keys(TRAFFIC_MINUTES.columns).map((name) => `${known[name] ?? 1} as ${name}`);
  await files.run(
    `copy (select ${columns.join(", ")} from range(${count}) t(i)) to ${quoteLiteral(path)} (format parquet)`,
  );
}

const COUNT_BY_SCOPE = "select scope, count(*) as count from traffic_minutes group by scope order by scope";

function serverOf({ host, port }: SqlServerLocation): Deno.ConnectOptions {
  return { hostname: host, port: port ?? 1_433 };
}

/** A warehouse behind a proxy that cuts connections in the middle of a load. */
async function openBehind(proxy: CuttingProxy, location: SqlServerLocation, attemptCount: number) {
  const behind = { ...location, host: "127.0.0.1", port: proxy.port, instance: null };
  return await SqlServerWarehouse.open(behind, { attemptCount, firstPauseMs: 10 });
}

test("a connection that is cut in the middle of a load fails it; the rows from before stay, and a repeat gives exact rows", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new SharedHome();
  await using warehouse = await home.openMigrated();
  const path = join(folder.path, "minutes.parquet");
  const load = (into: Warehouse) => into.replaceDays([DAY], [{ table: TRAFFIC_MINUTES, path }]);
  await writeMinutes(files, path, 100, "before");
  await load(warehouse);
  await writeMinutes(files, path, 20_000, "after");
  await using proxy = new CuttingProxy(serverOf(home.location), { cuts: 2, afterBytes: 500_000 });
  {
    await using cut = await openBehind(proxy, home.location, 1);
    const error = await assertRejects(() => load(cut), WarehouseError, "the connection was cut");
    assertEquals(error.failed?.dialect, "sqlserver");
    assertMatch(error.failed?.code ?? "", /^(ECONNRESET|EPIPE)$/);
  }
  assertEquals(proxy.cutsLeft, 1);
  assertEquals(await warehouse.query(COUNT_BY_SCOPE), [{ scope: "before", count: 100 }]);
  await using retried = await openBehind(proxy, home.location, 3);
  await load(retried);
  assertEquals(proxy.cutsLeft, 0);
  assertEquals(await warehouse.query(COUNT_BY_SCOPE), [{ scope: "after", count: 20_000 }]);
});

test("first loaders at once make the database and all tables, and both leave their rows", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new NewHome();
  const load = async (day: number, scope: string) => {
    const path = join(folder.path, `${scope}.parquet`);
    await using warehouse = await home.openMigrated();
    await warehouse.replaceDays([day], [{ table: TRAFFIC_MINUTES, path }]);
  };
  for (const scope of ["one", "two"]) await writeMinutes(files, join(folder.path, `${scope}.parquet`), 50, scope);
  await Promise.all([load(DAY, "one"), load(DAY, "two")]);
  await using warehouse = await home.open();
  const [row, ...others] = await warehouse.query<{ count: number }>(COUNT_BY_SCOPE);
  assertEquals([row?.count, others], [50, []]);
  const { schema, tables } = await warehouse.inspect();
  assert(isCurrent(schema.recorded, schema.expected));
  assertEquals(tables.find(({ table }) => table === "traffic_minutes")?.newestAt, DAY + 49_000);
});

test("inspect() tells of a database that is missing, and makes none", async () => {
  await using home = new NewHome();
  for (let i = 0; i < 2; i++) {
    await using warehouse = await home.open();
    const { schema, tables, rights } = await warehouse.inspect();
    assertEquals([schema.recorded, rights.create, tables.every(({ rowCount }) => rowCount === null)], [
      null,
      true,
      true,
    ]);
  }
});

test("a table of the original project stays where a view of ours has its name", async () => {
  await using home = new NewHome();
  {
    await using warehouse = await home.openMigrated();
    await warehouse.query("drop view RequestLogs; create table RequestLogs (id bigint); delete from schema_versions");
  }
  await using warehouse = await home.openMigrated();
  assertEquals(await warehouse.query("select type from sys.objects where name = 'RequestLogs'"), [{ type: "U " }]);
});

test("a schema that a newer version of the project has made is refused", async () => {
  await using home = new SharedHome();
  await using warehouse = await home.openMigrated();
  const newer = SCHEMA_VERSION + 1;
  await warehouse.query("insert into schema_versions (version, migration, fingerprint) values ($1, 99, 'newer')", [
    newer,
  ]);
  await assertRejects(() => warehouse.migrate(), WarehouseError, `its schema is version ${newer}`);
  await warehouse.query("delete from schema_versions where fingerprint = 'newer'");
  await warehouse.migrate();
});

test("what an operator has to mend is said in words, with the server and without the password", async () => {
  const { location } = new NewHome();
  const login = { kind: "sql", username: "loader", password: "wrong-secret" } as const;
  const wrong: readonly (readonly [SqlServerLocation, string])[] = [
    [{ ...location, login }, "check DB_USERNAME and DB_PASSWORD"],
    [{ ...location, host: "127.0.0.1", port: 1 }, "mssql://127.0.0.1:1/"],
    [{ ...location, host: "no-such-host.invalid" }, "no such host is known; check DB_SERVER"],
  ];
  for (const [place, words] of wrong) {
    const error = await assertRejects(() => SqlServerWarehouse.open(place, IMPATIENT), WarehouseError, words);
    assert(!/wrong-secret/.test(Deno.inspect(error, { depth: 10 })));
    if (place.login.kind === "sql") assert(!error.message.includes(place.login.password));
  }
});

test("query() takes its values as parameters, whatever they are", async () => {
  await using home = new SharedHome();
  await using warehouse = await home.openMigrated();
  const hostile = ["'; drop table kpis; --", "]] x", "a\0b\r\n", "$1 ? @p1 {x}", "\u{1F468}", " ", "NULL"];
  const echo = "select cast($1 as nvarchar(max)) as text, $2 + 1 as sum";
  for (const text of hostile) {
    const kept = withoutNul(text);
    assertEquals(await warehouse.query(echo, [text, 1.5]), [{ text: kept, sum: 2.5 }]);
  }
  assertEquals(await warehouse.query("select $1 as whole, $2 as nothing, $3 as truth", [2 ** 40, null, true]), [
    { whole: 2 ** 40, nothing: null, truth: true },
  ]);
});

test("sp_CleanupOldData removes what is past its retention and says how much", async () => {
  using folder = new TemporaryFolder();
  await using files = await DuckDb.open();
  await using home = new SharedHome();
  await using warehouse = await home.openMigrated();
  const path = join(folder.path, "minutes.parquet");
  await writeMinutes(files, path, 10, "kept");
  await warehouse.replaceDays([DAY], [{ table: TRAFFIC_MINUTES, path }]);
  const old =
    "insert into rejects (rejected_at, source, line, reason, text, row_key) values ('2015-05-17', '', 1, '', '', 0x00)";
  await warehouse.query(old);
  const removed = await warehouse.query<{ table_name: string; removed_count: number }>(
    "exec dbo.sp_CleanupOldData @RetentionDays = 36500",
  );
  const counts = Object.fromEntries(removed.map(({ table_name, removed_count }) => [table_name, removed_count]));
  const aging = [...WAREHOUSE_TABLES, REQUESTS].filter((table) => !STANDING_TABLES.includes(table));
  assertEquals(counts, {
    ...Object.fromEntries(aging.map(({ name }) => [name, 0])),
    rejects: 1,
  });
  assertEquals(await warehouse.query(COUNT_BY_SCOPE), [{ scope: "kept", count: 10 }]);
});
