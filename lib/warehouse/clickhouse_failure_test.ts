import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { writeTableFile } from "../duckdb/table_file.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { TrialDisk } from "../run/trial_disk.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { readLocation } from "./clickhouse/location.ts";
import { findServer, TrialCluster } from "./clickhouse/trial_cluster.ts";
import { TRIAL_READER } from "./clickhouse/trial_config.ts";
import { ClickHouseWarehouse } from "./clickhouse_warehouse.ts";
import { WarehouseError } from "./warehouse.ts";

const SERVER = findServer();
const MISSING = SERVER === null ? " (skipped: clickhouse-server is not installed)" : "";
const IMPATIENT = { attemptCount: 2, firstPauseMs: 10 };
const DISK_MB = 64;

/** Opens a warehouse and makes its tables. */
async function openMigrated(url: string): Promise<ClickHouseWarehouse> {
  const warehouse = await ClickHouseWarehouse.open(readLocation(url), IMPATIENT);
  await warehouse.migrate();
  return warehouse;
}

/** Checks that something fails with such words, and without the password. */
async function assertSays(work: () => Promise<unknown>, words: string): Promise<void> {
  const error = await assertRejects(work, WarehouseError, words);
  assert(!/secret|sesame/.test(Deno.inspect(error.message) + error.failed?.statement));
}

/** A file of rejects, each of 10 kB that no codec makes smaller. */
async function writeRejects(files: DuckDb, path: string, count: number): Promise<void> {
  await writeTableFile(files, path, REJECTS, []);
  const text = "(select string_agg(md5((i * 400 + j)::varchar), '') from range(320) u (j))";
  const row = `epoch_ms(i) as rejected_at, 'a.log' as source, i as line, 'no format' as reason, ${text} as text`;
  await files.run(`copy (select ${row} from range(${count}) t (i)) to '${path}' (format parquet)`);
}

Deno.test({
  name: `ClickHouse: what an operator has to mend is said in words, with the server and without the password${MISSING}`,
  ignore: SERVER === null,
  async fn() {
    await using cluster = await TrialCluster.start(SERVER!);
    const right = cluster.url("trial");
    const wrong: Readonly<Record<string, string>> = {
      [cluster.url("trial", { password: "wrong-secret" })]: "check the user and password of --warehouse",
      [right.replace("cluster=trial", "cluster=other")]: `the server knows no cluster "other", it knows trial`,
      [right.replace(/:\d+\//, ":1/")]: "Cannot reach ClickHouse at 127.0.0.1:1: nothing listens there",
      [right.replace("127.0.0.1", "no-such-host.invalid")]: "check the address of --warehouse",
    };
    for (const [url, words] of Object.entries(wrong)) {
      await assertSays(() => ClickHouseWarehouse.open(readLocation(url), IMPATIENT), words);
    }
  },
});

Deno.test({
  name: `ClickHouse: a load by a user who may only read is refused in words, and changes nothing${MISSING}`,
  ignore: SERVER === null,
  async fn() {
    using folder = new TemporaryFolder();
    await using cluster = await TrialCluster.start(SERVER!);
    await using loader = await openMigrated(cluster.url("trial"));
    await using reader = await openMigrated(cluster.url("trial", { username: TRIAL_READER }));
    await using files = await DuckDb.open();
    const path = join(folder.path, "rejects.parquet");
    await writeRejects(files, path, 1);
    await assertSays(
      () => reader.replaceSources(["a.log"], { table: REJECTS, path }),
      "the user of --warehouse may only read; loading needs one who may write, see docs/database_setup.md",
    );
    assertEquals(await loader.query("select count() as count from rejects"), [{ count: 0 }]);
  },
});

Deno.test({
  name:
    `ClickHouse: a load that finds a server's disk full says so and is not seen, and a repeat gives exact rows${MISSING}`,
  ignore: SERVER === null,
  async fn(t) {
    using folder = new TemporaryFolder();
    using disk = new TrialDisk(join(folder.path, "disk"), DISK_MB);
    await t.step({
      name: `on a disk of ${DISK_MB} MB${disk.isMounted ? "" : " (skipped: none may be mounted here)"}`,
      ignore: !disk.isMounted,
      async fn() {
        await using cluster = await TrialCluster.start(SERVER!, disk.folder);
        await using warehouse = await openMigrated(cluster.url("trial"));
        await using files = await DuckDb.open();
        const path = join(folder.path, "rejects.parquet");
        await writeRejects(files, path, 500);
        const load = () => warehouse.replaceSources(["a.log"], { table: REJECTS, path });
        const counts = () => warehouse.query("select count() as count, uniqExact(text) as texts from rejects");
        await disk.whileFull(256 << 10, () => assertSays(load, "make room on the server's disk"));
        assertEquals(await counts(), [{ count: 0, texts: 0 }]);
        await load();
        assertEquals(await counts(), [{ count: 500, texts: 500 }]);
      },
    });
  },
});
