import { join } from "@std/path";
import { assertEquals, assertMatch } from "@std/assert";
import { EXIT } from "../lib/run/task.ts";
import { TrialDisk } from "../lib/run/trial_disk.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

/** Lines of one day, one a second, of which every seventh fails. */
function logOf(lineCount: number): string {
  return Array.from({ length: lineCount }, (_, i) => {
    const time = new Date(i * 1_000).toISOString().slice(11, 19);
    return `192.0.2.1 - - [05/Jan/2026:${time} +0000] "GET /${i % 9} HTTP/1.1" ${i % 7 ? 200 : 500} 12 "-" "x" 0.${
      100 + i % 800
    }\n`;
  }).join("");
}

type Digests = Readonly<Record<string, unknown>>;

/** Digests of the tables; those that a day's transaction changes together stand first. */
async function tablesOf(folder: TrialFolder): Promise<Digests> {
  const digest = (table: string) =>
    `(select count(*) || md5(coalesce(string_agg(r::varchar, '' order by r::varchar), '')) from ${table} as r) as ${table}`;
  const [tables] = await folder.query<Digests>(`select ${[...DAILY, "requests"].map(digest).join(", ")}`);
  return tables!;
}

const DAILY = [
  "traffic_minutes",
  "kpis",
  "pool_balance",
  "anomalies",
  "incidents",
  "incident_slices",
  "incident_signals",
];

/** Checks that every table is as before or as after a run, and that those of a day are so together. */
function assertWhole(found: Digests, before: Digests, after: Digests): void {
  const daily = (tables: Digests) => DAILY.map((name) => tables[name]);
  if (found.kpis === before.kpis) assertEquals(daily(found), daily(before));
  else assertEquals(daily(found), daily(after));
  if (found.requests !== before.requests) assertEquals(found.requests, after.requests);
}

/** A trial with the tables of a good run, whose log has grown since; and what the tables are to become. */
async function grownLog(folder: TrialFolder): Promise<{ file: string; before: Digests; after: Digests }> {
  using other = new TrialFolder();
  const file = folder.write("access.log", logOf(3_000));
  assertEquals((await other.run(PIPELINE_TASK, [file])).code, EXIT.done);
  folder.write("access.log", logOf(2_000));
  assertEquals((await folder.run(PIPELINE_TASK, [file])).code, EXIT.done);
  folder.write("access.log", logOf(3_000));
  return { file, before: await tablesOf(folder), after: await tablesOf(other) };
}

/** Starts a pipeline in a process of its own and kills it when something is written whose path ends in `end`. */
async function killAt(end: string, folder: TrialFolder, file: string): Promise<Deno.CommandStatus> {
  const watcher = Deno.watchFs(folder.data, { recursive: true });
  const pipeline = join(import.meta.dirname!, "pipeline.ts");
  const args = ["run", "--no-check", "--allow-all", pipeline, "--data", folder.data, "--workers=1", file];
  const process = new Deno.Command(Deno.execPath(), {
    args,
    env: { DB_SERVER: "" },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  const ended = process.status.finally(() => watcher.close());
  let isKilled = false;
  for await (const { paths } of watcher) {
    if (isKilled || !paths.some((path) => path.endsWith(end))) continue;
    isKilled = true;
    process.kill("SIGKILL");
  }
  return await ended;
}

/** Names what has a temporary name below a folder. */
function partialFiles(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return partialFiles(`${folder}/${name}`);
    return name.endsWith(".partial") ? [name] : [];
  });
}

Deno.test({
  name: "a pipeline that is killed or finds the disk full leaves every table whole, and a repeat makes them exact",
  ignore: Deno.build.os === "windows",
  async fn(t) {
    using folder = new TrialFolder();
    using disk = new TrialDisk(folder.data, 24);
    const { file, before, after } = await grownLog(folder);

    for (const end of ["ingested/requests.parquet.partial", "gold/kpis.parquet.partial"]) {
      await t.step(`killed when it writes ${end}`, async () => {
        assertEquals((await killAt(end, folder, file)).signal, "SIGKILL");
        assertEquals(await tablesOf(folder), before);
      });
    }
    for (const kilobytesLeft of [0, 32, 96]) {
      await t.step({
        name: `${kilobytesLeft} kB left on the disk${disk.isMounted ? "" : " (skipped: none may be mounted here)"}`,
        ignore: !disk.isMounted,
        async fn() {
          const { code, out, err } = await disk.whileFull(kilobytesLeft << 10, () => folder.spawn("pipeline", [file]));
          assertEquals([code, out], [EXIT.failed, ""]);
          assertMatch(err, /^error: .*"\/.*No space left on device/m);
          assertWhole(await tablesOf(folder), before, after);
        },
      });
    }
    await t.step("killed in the load", async () => {
      assertEquals((await killAt("gold/report.json", folder, file)).signal, "SIGKILL");
      assertWhole(await tablesOf(folder), before, after);
    });
    await t.step("left alone", async () => {
      assertEquals((await folder.run(PIPELINE_TASK, [file])).code, EXIT.done);
      assertEquals(await tablesOf(folder), after);
      assertEquals(partialFiles(folder.data), []);
    });
  },
});
