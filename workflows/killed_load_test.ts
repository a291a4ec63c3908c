import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { quoteLiteral } from "../lib/duckdb/quote.ts";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { LOADS } from "../lib/run/load.ts";
import { EXIT } from "../lib/run/task.ts";
import { REQUESTS } from "../lib/telemetry/request.ts";
import { findServer, TrialCluster } from "../lib/warehouse/clickhouse/trial_cluster.ts";
import { openWarehouse, WAREHOUSE_SETTINGS } from "../lib/warehouse/open.ts";
import { NO_TRIAL_SERVER, TrialDatabase } from "../lib/warehouse/sql_server/trial_database.ts";
import { WAREHOUSE_TABLES } from "../lib/warehouse/tables.ts";
import { ANALYZE_TASK } from "./analyze_traffic.ts";
import { INGEST_TASK } from "./ingest_requests.ts";
import { LOAD_TASK } from "./load_warehouse.ts";
import { TrialFolder } from "./trial_folder.ts";

/** How often a loader is killed before it is left alone. */
const KILL_COUNT = 20;
const SEED = 20_261_122;

/** Lines of two days, one in twenty seconds, of which every seventh fails. */
function logOf(lineCount: number): string {
  return Array.from({ length: lineCount }, (_, i) => {
    const [date, time] = new Date(Date.UTC(2026, 0, 5) + i * 20_000).toISOString().slice(0, 19).split("T");
    return `192.0.2.1 - - [0${date!.at(-1)}/Jan/2026:${time} +0000] "GET /${i % 9} HTTP/1.1" ${
      i % 7 ? 200 : 500
    } 12 "-" "x" 0.${100 + i % 800}\n`;
  }).join("");
}

/** Makes the files that a load takes, of a log of some lines. */
async function prepare(folder: TrialFolder, data: string, lineCount: number): Promise<void> {
  const file = folder.write("access.log", logOf(lineCount));
  const ingest = await folder.run(INGEST_TASK, ["--data", data, file]);
  assertEquals(ingest.code, EXIT.done, ingest.err.join("\n"));
  const analysis = await folder.run(ANALYZE_TASK, ["--data", data]);
  assertEquals(analysis.code, EXIT.done, analysis.err.join("\n"));
}

interface Load {
  readonly data: string;
  /** Flags that name the warehouse. */
  readonly warehouse: readonly string[];
}

const at = (url: string) => ["--warehouse", url];

/** Kills a process that may have ended by itself a moment ago. */
function kill(process: Deno.ChildProcess): void {
  try {
    process.kill("SIGKILL");
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** Runs the loader in a process of its own and kills it after some time, unless it has ended by itself. */
async function loadAlone({ data, warehouse }: Load, killedAfterMs: number | null): Promise<Deno.CommandStatus> {
  const loader = join(import.meta.dirname!, "load_warehouse.ts");
  const args = ["run", "--no-check", "--allow-all", loader, "--data", data, ...warehouse];
  const process = new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "null", stderr: "null" }).spawn();
  const timer = killedAfterMs === null ? undefined : setTimeout(() => kill(process), killedAfterMs);
  const status = await process.status;
  clearTimeout(timer);
  return status;
}

/** Digests of all tables but that of the loads themselves, as every engine exports them. */
async function digestsOf(flags: readonly string[], folder: TrialFolder): Promise<Record<string, unknown>> {
  const config = readConfig(flags, WAREHOUSE_SETTINGS, { env: () => undefined, envFile: "" });
  await using warehouse = await openWarehouse(config, NO_LOG);
  await using files = await DuckDb.open();
  const digests: Record<string, unknown> = {};
  for (const { name } of [...WAREHOUSE_TABLES.filter((table) => table !== LOADS), REQUESTS]) {
    const path = join(folder.path, "digested.parquet");
    await warehouse.export(name, path, { from: null, to: null });
    digests[name] = await files.row(
      `select count(*) as count, md5(string_agg(r::varchar, '' order by r::varchar)) as digest from ${
        quoteLiteral(path)
      } as r`,
    );
  }
  return digests;
}

/** Kills the loader of one warehouse again and again, then compares it with one whose loader was left alone. */
async function assertSurvivesKills(
  folder: TrialFolder,
  [killed, undisturbed]: readonly [readonly string[], readonly string[]],
): Promise<void> {
  const [before, grown] = [join(folder.path, "before"), join(folder.path, "grown")];
  await prepare(folder, before, 3_000);
  await prepare(folder, grown, 6_000);
  for (const warehouse of [killed, undisturbed]) {
    assertEquals((await folder.run(LOAD_TASK, ["--data", before, ...warehouse])).code, EXIT.done);
  }
  const startedAtMs = performance.now();
  assertEquals((await loadAlone({ data: grown, warehouse: undisturbed }, null)).success, true);
  const loadMs = performance.now() - startedAtMs;

  const moments = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed: SEED, numRuns: KILL_COUNT });
  let killedCount = 0;
  for (const moment of moments) {
    const { signal } = await loadAlone({ data: grown, warehouse: killed }, moment * loadMs);
    if (signal === "SIGKILL") killedCount++;
  }
  assertEquals(killedCount > KILL_COUNT / 4, true, `killed ${killedCount} times`);
  assertEquals((await loadAlone({ data: grown, warehouse: killed }, null)).success, true);
  assertEquals(await digestsOf(killed, folder), await digestsOf(undisturbed, folder));
}

Deno.test({
  name: `DuckDB: a loader that is killed ${KILL_COUNT} times in a row leaves exact tables when it is left alone once`,
  ignore: Deno.build.os === "windows",
  async fn() {
    using folder = new TrialFolder();
    await assertSurvivesKills(folder, [at(`duckdb:${folder.path}/a/w.duckdb`), at(`duckdb:${folder.path}/b/w.duckdb`)]);
  },
});

const SERVER = findServer();
const NO_CLUSTER = SERVER === null ? "clickhouse-server is not installed" : null;
const skipped = (reason: string | null) => reason === null ? "" : ` (skipped: ${reason})`;

Deno.test({
  name:
    `ClickHouse: a loader that is killed ${KILL_COUNT} times in a row leaves exact tables when it is left alone once${
      skipped(NO_CLUSTER)
    }`,
  ignore: SERVER === null,
  async fn() {
    using folder = new TrialFolder();
    await using cluster = await TrialCluster.start(SERVER!);
    await assertSurvivesKills(folder, [at(cluster.url("killed")), at(cluster.url("undisturbed"))]);
  },
});

Deno.test({
  name:
    `SQL Server: a loader that is killed ${KILL_COUNT} times in a row leaves exact tables when it is left alone once${
      skipped(NO_TRIAL_SERVER)
    }`,
  ignore: NO_TRIAL_SERVER !== null,
  async fn() {
    using folder = new TrialFolder();
    await using killed = new TrialDatabase();
    await using undisturbed = new TrialDatabase();
    await assertSurvivesKills(folder, [killed.flags, undisturbed.flags]);
  },
});
