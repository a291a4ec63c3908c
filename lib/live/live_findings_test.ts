import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { analyze } from "../analysis/analyze.ts";
import { ingestSources } from "../ingest/ingest_sources.ts";
import { KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { readConfig } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { NO_PROGRESS } from "../run/progress.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { syntheticPlan, telemetryChunks } from "../synthetic/mod.ts";
import { DuckDbWarehouse } from "../warehouse/duckdb_warehouse.ts";
import { loadGold } from "../warehouse/load_gold.ts";
import { DAILY_TABLES } from "../warehouse/tables.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { type Live, openLive } from "./open_live.ts";
import { BUNDLE_MS } from "./segment_journal.ts";

const DAY = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const READING = { formatName: "auto", read: { timeZone: "UTC", layout: null }, addresses: KEEP_ADDRESSES };
const CONFIG = readConfig([], [], { env: () => undefined, envFile: "" });

/** Lines of a synthetic day with incidents and retrying clients, header first. */
const LINES = requestLines();

function requestLines(): readonly string[] {
  const plan = syntheticPlan({ requests: 30_000, servers: 6, regions: 2, startAt: DAY, seed: 7 });
  const decoder = new TextDecoder();
  let text = "";
  for (const { file, bytes } of telemetryChunks(plan)) {
    if (file === "request_logs.csv") text += decoder.decode(bytes, { stream: true });
  }
  return text.trimEnd().split("\n");
}

class Trial extends TemporaryFolder {
  now = DAY;
  readonly log = join(this.path, "request_logs.csv");
  #written = 0;

  open(): Promise<Live> {
    return openLive({
      follow: [this.log],
      syslog: [],
      folder: join(this.path, "journal"),
      reading: READING,
      config: CONFIG,
      through: (work) => this.through("live", work),
      clock: () => this.now,
      log: NO_LOG,
    });
  }

  /** Lets time pass: the lines of it are written, read and analysed. */
  async advance(live: Live, to: number): Promise<void> {
    const until = new Date(to).toISOString();
    const end = LINES.findIndex((line, i) => i > 0 && line.slice(0, until.length) > until);
    const due = LINES.slice(this.#written, end < 0 ? LINES.length : end);
    this.#written += due.length;
    Deno.writeTextFileSync(this.log, due.map((line) => `${line}\n`).join(""), { append: true });
    this.now = to;
    while (await live.flow.turn() > 0);
    for (let turn = 0; turn < 3; turn++) {
      await live.run.turn();
      await live.run.settled();
    }
  }

  async through<T>(name: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    Deno.mkdirSync(join(this.path, name), { recursive: true });
    await using warehouse = await DuckDbWarehouse.open(join(this.path, name, "warehouse.duckdb"), () => {});
    await warehouse.migrate();
    return await work(warehouse);
  }

  /** Does with the log what a pipeline does. */
  async analyzeAtOnce(): Promise<void> {
    using folder = new TemporaryFolder();
    const gold = join(folder.path, "gold");
    Deno.mkdirSync(gold);
    const options = { ...READING, folder: folder.path, readAt: this.now, workerCount: 1 };
    const sources = await ingestSources([this.log], options);
    const run = {
      id: "at once",
      clock: () => this.now,
      log: NO_LOG,
      progress: NO_PROGRESS,
      output: { isTerminal: false, print: () => {} },
    };
    await this.through("at_once", async (warehouse) => {
      const input = { ingested: folder.path, sources, storedDays: null, gold, warehouse, config: CONFIG, run };
      await analyze(input);
      await loadGold(warehouse, gold, folder.path, sources.sources);
    });
  }

  rows(name: string, table: string): Promise<unknown[]> {
    return this.through(name, (warehouse) => warehouse.query(`from ${table} order by all`));
  }
}

Deno.test("what is found while lines come in is what a pipeline over the same log finds", async () => {
  using trial = new Trial();
  Deno.writeTextFileSync(trial.log, "");
  await using live = await trial.open();
  for (const hour of [3, 11, 11.5, 18]) await trial.advance(live, DAY + hour * HOUR_MS);
  await trial.advance(live, DAY + 24 * HOUR_MS + BUNDLE_MS);
  await live.run.stop();
  await trial.analyzeAtOnce();
  for (const { name } of DAILY_TABLES) {
    assertEquals(await trial.rows("live", name), await trial.rows("at_once", name), name);
  }
  assertEquals((await trial.rows("live", "incidents")).length > 2, true);
  assertEquals((await trial.rows("live", "retry_chains")).length > 100, true);
});
