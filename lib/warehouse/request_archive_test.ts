import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { DuckDb } from "../duckdb/duckdb.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { sourceKey } from "../ingest/source_key.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS, dayName } from "../table/day.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { RequestArchive } from "./request_archive.ts";

const DAY = Date.UTC(2026, 10, 22);
const EMPTY_ROW = Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null]));

/** Lines of a log by number, one an hour from a day on. */
function lines(source: string, first: number, last: number): AnyRow[] {
  const numbers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return numbers.map((line) => ({ ...EMPTY_ROW, requested_at: DAY + (line - 1) * 3_600_000, source, line }));
}

/** An archive in a folder of its own. */
class Trial implements AsyncDisposable {
  readonly folder = new TemporaryFolder();
  readonly archive: RequestArchive;

  constructor(readonly database: DuckDb, readonly path: string = "requests") {
    this.archive = new RequestArchive(join(this.folder.path, path));
  }

  /** Stores lines; a source is known by the record that it begins with. */
  async store(rows: readonly AnyRow[], firstRecords: Readonly<Record<string, string>>): Promise<void> {
    const path = join(this.folder.path, "run.parquet");
    await using files = await DuckDb.open();
    await writeTableFile(files, path, REQUESTS, rows);
    const keys = Object.entries(firstRecords).map(([source, record]) => [source, sourceKey(source, record)] as const);
    await this.archive.store(this.database, path, new Map(keys));
    await this.archive.createView(this.database);
  }

  /** The lines that the view shows, as `source:line`. */
  async lines(): Promise<string[]> {
    const rows = await this.database.rows<{ source: string; line: number }>("from requests order by source, line");
    return rows.map(({ source, line }) => `${source}:${line}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.database[Symbol.asyncDispose]();
    this.folder[Symbol.dispose]();
  }
}

function names(source: string, first: number, last: number): string[] {
  return lines(source, first, last).map(({ line }) => `${source}:${line}`).toSorted();
}

Deno.test("a log that has grown, over midnight too, stands in the archive once", async () => {
  await using trial = new Trial(await DuckDb.open());
  await trial.store(lines("access.log", 1, 20), { "access.log": "first" });
  for (let repeat = 0; repeat < 2; repeat++) {
    await trial.store(lines("access.log", 1, 30), { "access.log": "first" });
    assertEquals((await trial.lines()).toSorted(), names("access.log", 1, 30));
  }
});

Deno.test("a log that was rotated and compressed takes the place of the one it was", async () => {
  await using trial = new Trial(await DuckDb.open());
  await trial.store(lines("access.log", 1, 20), { "access.log": "first" });
  const rotated = [...lines("access.log.1.gz", 1, 22), ...lines("access.log", 1, 3)];
  const firstRecords = { "access.log.1.gz": "first", "access.log": "twenty-third" };
  for (let repeat = 0; repeat < 2; repeat++) {
    await trial.store(rotated, firstRecords);
    const expected = [...names("access.log", 1, 3), ...names("access.log.1.gz", 1, 22)];
    assertEquals((await trial.lines()).toSorted(), expected.toSorted());
  }
});

Deno.test("another log of the same day stays, and filesOfDay() leaves out the keys it is told", async () => {
  await using trial = new Trial(await DuckDb.open());
  await trial.store(lines("a.log", 1, 2), { "a.log": "first" });
  await trial.store(lines("b.log", 1, 2), { "b.log": "first" });
  assertEquals(await trial.lines(), [...names("a.log", 1, 2), ...names("b.log", 1, 2)]);
  const ofOthers = await trial.archive.filesOfDay(DAY, new Set([sourceKey("b.log", "first")]));
  assertEquals(ofOthers.map((file) => file.includes("a.log-")), [true]);
  assertEquals(await trial.archive.filesOfDay(DAY + DAY_MS), []);
});

Deno.test("what a process that died left behind is not read, and is cleared by the next store", async () => {
  await using trial = new Trial(await DuckDb.open());
  await trial.store(lines("a.log", 1, 2), { "a.log": "first" });
  const [file] = await trial.archive.filesOfDay(DAY);
  const staged = join(trial.folder.path, "requests", ".staging", `day=${dayName(DAY)}`, "source_key=b.log-1");
  Deno.mkdirSync(staged, { recursive: true });
  Deno.copyFileSync(file!, join(staged, "data_0.parquet"));
  Deno.mkdirSync(join(trial.folder.path, "requests", "day=2026-11-30"));
  await trial.archive.createView(trial.database);
  assertEquals(await trial.lines(), names("a.log", 1, 2));
  await trial.store(lines("a.log", 1, 3), { "a.log": "first" });
  assertEquals(await trial.lines(), names("a.log", 1, 3));
});

Deno.test("a day without files does not keep the archive from being read", async () => {
  await using trial = new Trial(await DuckDb.open());
  Deno.mkdirSync(join(trial.folder.path, "requests", "day=2026-11-30"), { recursive: true });
  await trial.archive.createView(trial.database);
  assertEquals(await trial.lines(), []);
});

Deno.test("a folder with quotes and wildcards in its name is an archive like any other", async () => {
  await using trial = new Trial(await DuckDb.open(), "it's [x] *?/requests");
  await trial.store(lines("a.log", 1, 30), { "a.log": "first" });
  assertEquals((await trial.lines()).toSorted(), names("a.log", 1, 30));
});

Deno.test("removeBefore() counts the requests it removes and leaves alone what is no day", async () => {
  await using trial = new Trial(await DuckDb.open());
  await trial.store(lines("a.log", 1, 30), { "a.log": "first" });
  Deno.mkdirSync(join(trial.folder.path, "requests", "lost+found"));
  assertEquals(await trial.archive.removeBefore(trial.database, DAY + DAY_MS - 1, []), 0);
  assertEquals(await trial.archive.removeBefore(trial.database, DAY + DAY_MS, [DAY]), 0);
  assertEquals(await trial.archive.removeBefore(trial.database, DAY + DAY_MS, []), 24);
  await trial.archive.createView(trial.database);
  assertEquals(await trial.lines(), names("a.log", 25, 30));
  assertEquals([...Deno.readDirSync(join(trial.folder.path, "requests"))].length, 2);
});
