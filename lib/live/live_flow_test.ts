import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { gzipSync } from "node:zlib";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { rollUpDays } from "../analysis/roll_up_days.ts";
import { ingestSources } from "../ingest/ingest_sources.ts";
import type { Reading } from "../ingest/reading.ts";
import { KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import type { Log } from "../run/step.ts";
import { ConfigError, readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DuckDbWarehouse } from "../warehouse/duckdb_warehouse.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type Live, openLive } from "./open_live.ts";
import { BUNDLE_MS } from "./segment_journal.ts";

const NOON = Date.UTC(2026, 0, 5, 12);
const DAY = Date.UTC(2026, 0, 5);
const READING = { formatName: "auto", read: { timeZone: "UTC", layout: null }, addresses: KEEP_ADDRESSES };
const SETTINGS = { apdexMs: 500, routeLimit: 500 };
const CONFIG = readConfig(["--analyze-every=0"], ["analyze-every"], { env: () => undefined, envFile: "" });

/** A line of nginx; every third one was answered without a server. */
function line(i: number): string {
  const at = `05/Jan/2026:12:${String(Math.floor(i / 20) % 60).padStart(2, "0")}:${
    String(i % 60).padStart(2, "0")
  } +0000`;
  const server = i % 3 === 0 ? "-" : `10.1.0.${i % 4}:80`;
  return `10.0.0.${i % 250} - - [${at}] "GET /item/${i % 7} HTTP/1.1" ${i % 10 === 0 ? 502 : 200} ${i} "-" "t" 0.${
    String(10 + i % 80).padStart(3, "0")
  } ${server} ${i % 3 === 0 ? "-" : "0.010"}\n`;
}

const lines = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => line(from + i)).join("");

class Trial extends TemporaryFolder {
  now = NOON;
  readonly log = join(this.path, "access.log");
  journalLog: Log = NO_LOG;

  open(reading: Reading = READING, follow: readonly string[] = [this.log]): Promise<Live> {
    return openLive({
      follow,
      syslog: [],
      folder: join(this.path, "live"),
      reading,
      config: CONFIG,
      through: (work) => this.through(work),
      clock: () => this.now,
      log: this.journalLog,
    });
  }

  async through<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    await using warehouse = await DuckDbWarehouse.open(join(this.path, "warehouse.duckdb"), () => {});
    await warehouse.migrate();
    return await work(warehouse);
  }

  append(text: string): void {
    Deno.writeTextFileSync(this.log, text, { append: true });
  }

  query<R>(sql: string): Promise<R[]> {
    return this.through((warehouse) => warehouse.query<R>(sql));
  }

  /** What a batch run makes of the same log. */
  async rolledUp(table: string, where: string): Promise<unknown[]> {
    using folder = new TemporaryFolder();
    const options = { ...READING, folder: folder.path, readAt: 0, workerCount: 1 };
    await ingestSources([this.log], options);
    await using database = await DuckDb.open();
    const requests = [join(folder.path, "requests.parquet")];
    await rollUpDays(database, [DAY], {
      ...SETTINGS,
      folder: folder.path,
      requestsOf: () => Promise.resolve({ requests }),
    });
    return await database.rows(`from all_${table} where ${where} order by all`);
  }
}

Deno.test("live minutes and KPIs are those of a batch run over the same log", async () => {
  using trial = new Trial();
  trial.append(lines(0, 4));
  await using live = await trial.open();
  for (let i = 4; i < 400; i += 37) {
    await live.run.turn();
    trial.append(lines(i, Math.min(i + 37, 400)));
    trial.now += 2_000;
  }
  await live.run.stop();
  const minutes = await trial.query("from traffic_minutes order by all");
  assertEquals(minutes, await trial.rolledUp("traffic_minutes", "true"));
  assertEquals(minutes.length > 100, true);
  const kpis = await trial.query("from kpis order by all");
  assertEquals(kpis, await trial.rolledUp("kpis", "true"));
});

Deno.test("a line that is half written waits for its other half", async () => {
  using trial = new Trial();
  trial.append(line(1) + line(2).slice(0, 40));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 1);
  assertEquals(await live.flow.turn(), 0);
  trial.append(line(2).slice(40));
  assertEquals(await live.flow.turn(), 1);
  assertEquals(live.flow.counters.figures(NOON).live_rejects_count, 0);
});

Deno.test("a file that was renamed is read to its end, and so is the new one", async () => {
  using trial = new Trial();
  trial.append(lines(0, 5));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 5);
  trial.append(lines(5, 7));
  Deno.renameSync(trial.log, `${trial.log}.1`);
  trial.append(lines(7, 10));
  assertEquals(await live.flow.turn(), 5);
  Deno.writeTextFileSync(`${trial.log}.1`, line(10), { append: true });
  assertEquals(await live.flow.turn(), 1);
  trial.now += 20_000;
  await live.flow.turn();
  trial.append(line(11));
  assertEquals(await live.flow.turn(), 1);
});

Deno.test("a file that was truncated begins anew, also where it has grown beyond its old size", async () => {
  using trial = new Trial();
  trial.append(lines(0, 5));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 5);
  Deno.writeTextFileSync(trial.log, lines(100, 102));
  assertEquals(await live.flow.turn(), 2);
  Deno.writeTextFileSync(trial.log, lines(200, 260));
  assertEquals(await live.flow.turn(), 60);
});

Deno.test("a run that follows goes on where the last one was, also in a file that was renamed meanwhile", async () => {
  using trial = new Trial();
  trial.append(lines(0, 5));
  {
    await using live = await trial.open();
    await live.flow.turn();
  }
  trial.append(lines(5, 8));
  Deno.renameSync(trial.log, `${trial.log}.1`);
  trial.append(lines(8, 10));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 5);
  await live.run.stop();
  assertEquals(await trial.query("select sum(request_count)::int as n from traffic_minutes where scope_kind = 'all'"), [
    { n: 10 },
  ]);
});

/** Rotates a log as logrotate does: the newest old file is number 1. */
function rotate(log: string, pack: boolean): void {
  for (let number = 3; number >= 1; number--) {
    for (const ending of ["", ".gz"]) {
      const old = `${log}.${number}${ending}`;
      if (isThere(old)) Deno.renameSync(old, `${log}.${number + 1}${ending}`);
    }
  }
  Deno.renameSync(log, `${log}.1`);
  if (!pack) return;
  Deno.writeFileSync(`${log}.1.gz`, gzipSync(Deno.readFileSync(`${log}.1`)));
  const { mtime } = Deno.statSync(`${log}.1`);
  Deno.utimeSync(`${log}.1.gz`, mtime!, mtime!);
  Deno.removeSync(`${log}.1`);
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

for (
  const [how, packs] of [["renamed", [false, false]], ["packed", [true, true]], ["packed later", [
    true,
    false,
  ]]] as const
) {
  Deno.test(`what was written while nobody read is read, also where the log was rotated twice and ${how}`, async () => {
    using trial = new Trial();
    trial.append(lines(0, 5));
    {
      await using live = await trial.open();
      await live.flow.turn();
    }
    trial.append(lines(5, 8));
    rotate(trial.log, packs[0]);
    trial.append(lines(8, 20));
    rotate(trial.log, packs[1]);
    trial.append(lines(20, 27));
    {
      await using live = await trial.open();
      assertEquals(await live.flow.turn(), 22);
      await live.run.stop();
    }
    await using live = await trial.open();
    assertEquals(await live.flow.turn(), 0);
    assertEquals(
      await trial.query("select sum(request_count)::int as n from traffic_minutes where scope_kind = 'all'"),
      [{ n: 27 }],
    );
  });
}

Deno.test("a log that was copied and truncated while nobody read is read from its copy", async () => {
  using trial = new Trial();
  trial.append(lines(0, 5));
  {
    await using live = await trial.open();
    await live.flow.turn();
  }
  trial.append(lines(5, 8));
  Deno.copyFileSync(trial.log, `${trial.log}.1`);
  Deno.truncateSync(trial.log);
  trial.append(lines(8, 10));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 5);
});

Deno.test("what was removed before it was read to its end is told as lost", async () => {
  const warnings: string[] = [];
  using trial = new Trial();
  trial.append(lines(0, 5));
  {
    await using live = await trial.open();
    await live.flow.turn();
  }
  Deno.removeSync(trial.log);
  trial.append(lines(5, 9));
  trial.journalLog = { ...NO_LOG, warn: (message) => void warnings.push(message) };
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 4);
  assertEquals(warnings, ["lines are lost: the file in which reading has stopped is gone"]);
});

Deno.test("a log that is not there yet is waited for and said, a folder and a glob without a match are refused", async () => {
  const warnings: string[] = [];
  using trial = new Trial();
  trial.journalLog = { ...NO_LOG, warn: (message) => void warnings.push(message) };
  {
    await using live = await trial.open();
    assertEquals(warnings, ["there is no such file yet, it is read as soon as there is"]);
    trial.append(lines(0, 2));
    assertEquals(await live.flow.turn(), 2);
  }
  await assertRejects(() => trial.open(READING, [trial.path]), ConfigError, "it is a folder, name its files as in");
  await assertRejects(() => trial.open(READING, [`${trial.path}/*.none`]), ConfigError, "no file matches it");
  await using live = await trial.open(READING, [`${trial.path}/*.log`]);
  trial.append(lines(2, 5));
  assertEquals(await live.flow.turn(), 3);
});

Deno.test("single requests are stored once by bundle, and minutes stay what they were after the bundle has gone", async () => {
  using trial = new Trial();
  trial.append(lines(0, 50));
  const counts = () =>
    trial.query(
      "select (select count(*)::int from requests) as requests, (select sum(request_count)::int from traffic_minutes where scope_kind = 'all') as counted",
    );
  {
    await using live = await trial.open();
    await live.run.turn();
    trial.now += BUNDLE_MS;
    await live.run.turn();
    await live.run.stop();
  }
  assertEquals(await counts(), [{ requests: 50, counted: 50 }]);
  assertEquals([...Deno.readDirSync(join(trial.path, "live", "segments"))], []);
  trial.append(lines(50, 60));
  await using live = await trial.open();
  await live.run.turn();
  trial.now += BUNDLE_MS;
  await live.run.turn();
  await live.run.stop();
  assertEquals(await counts(), [{ requests: 60, counted: 60 }]);
});

Deno.test("a bundle that was stored just before the process was killed is not stored in part", async () => {
  using trial = new Trial();
  trial.append(lines(0, 10));
  {
    await using live = await trial.open();
    await live.run.turn();
    await live.run.stop();
  }
  const folder = join(trial.path, "live");
  const [segment] = [...Deno.readDirSync(join(folder, "segments"))];
  Deno.writeTextFileSync(join(folder, "stored", segment!.name.split("-")[1]!), "");
  Deno.removeSync(join(folder, "segments", segment!.name, "requests.parquet"));
  await using live = await trial.open();
  assertEquals(await live.flow.turn(), 0);
  trial.append(line(11));
  assertEquals(await live.flow.turn(), 1);
  await live.run.stop();
  assertEquals(await trial.query("select sum(request_count)::int as n from traffic_minutes where scope_kind = 'all'"), [
    { n: 11 },
  ]);
});

Deno.test("what nobody can read is a reject in the warehouse, soon and once", async () => {
  using trial = new Trial();
  trial.append(lines(0, 3) + "nonsense\n");
  await using live = await trial.open();
  const rejects = () =>
    trial.query(`select line::int as line, text from rejects where source = ${quoteLiteral(trial.log)}`);
  await live.run.turn();
  await live.run.settled();
  assertEquals(await rejects(), [{ line: 4, text: "nonsense" }]);
  trial.now += BUNDLE_MS;
  await live.run.turn();
  await live.run.stop();
  assertEquals(await rejects(), [{ line: 4, text: "nonsense" }]);
});

Deno.test("what cannot be written is kept, and written when there is room again", async () => {
  using trial = new Trial();
  trial.append(lines(0, 5));
  await using live = await trial.open();
  const segments = join(trial.path, "live", "segments");
  Deno.renameSync(segments, `${segments}.away`);
  await assertRejects(() => live.flow.turn(), Deno.errors.NotFound);
  Deno.renameSync(`${segments}.away`, segments);
  trial.append(lines(5, 7));
  assertEquals(await live.flow.turn(), 7);
});

Deno.test("no address of a followed log is in the journal where only its hash is kept, nor in what has no line", async () => {
  using trial = new Trial();
  trial.append(lines(1, 4) + "nonsense of 10.0.0.9\n");
  const reading: Reading = { ...READING, addresses: { level: "hash", key: "a key of enough characters" } };
  await using live = await trial.open(reading);
  await live.flow.turn();
  const journal = textIn(join(trial.path, "live"));
  assertEquals(journal.match(/10\.0\.0\.\d+/g), null);
  assertStringIncludes(journal, "nonsense of ");
});

/** All bytes under a folder, as far as they are text. */
function textIn(folder: string): string {
  return [...Deno.readDirSync(folder)].map(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? textIn(path) : new TextDecoder().decode(Deno.readFileSync(path));
  }).join("\n");
}
