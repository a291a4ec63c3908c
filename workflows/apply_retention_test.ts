import { assertEquals, assertMatch } from "@std/assert";
import { tickingClock } from "../lib/run/trial.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { RETENTION_TASK } from "./apply_retention.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "./trial_folder.ts";

const NEWEST_DAY = Date.UTC(2026, 0, 5);

/** Fills a warehouse with a reject, and one request of each of some days before the newest one. */
async function fill(folder: TrialFolder, daysBack: readonly number[]): Promise<void> {
  const lines = daysBack.toSorted((a, b) => b - a).map((days) => {
    const [, day, month, year] = new Date(NEWEST_DAY - days * DAY_MS).toUTCString().split(" ");
    return `192.0.2.1 - - [${day}/${month}/${year}:12:00:00 +0000] "GET / HTTP/1.1" 200 12 "-" "x"\n`;
  });
  const file = folder.write("access.log", lines.join("") + "nonsense\n");
  assertEquals((await folder.run(PIPELINE_TASK, [file])).code, 0);
}

/** How many days back the rows of tables lie. */
async function daysLeft(folder: TrialFolder): Promise<Record<string, number[]>> {
  const rows = await folder.query<{ name: string; at: number }>(`
    select distinct 'kpis' as name, window_start_at as "at" from kpis where "window" = 'day'
    union all select distinct 'minutes', date_trunc('day', minute_at) from traffic_minutes
    union all select distinct 'requests', date_trunc('day', requested_at) from requests
    union all select distinct 'rejects', date_trunc('day', rejected_at) from rejects
    union all select distinct 'reports', date_trunc('day', created_at) from analytics_reports
    order by 1, 2 desc
  `);
  const byTable = Map.groupBy(rows, ({ name }) => name);
  return Object.fromEntries(
    [...byTable].map(([name, days]) => [name, days.map(({ at }) => (NEWEST_DAY - at) / DAY_MS)]),
  );
}

const retainAt = (folder: TrialFolder, daysLater: number, ...args: string[]) =>
  folder.run(RETENTION_TASK, args, { clock: tickingClock(TRIAL_NOW + daysLater * DAY_MS, 1) });

Deno.test("retain removes minutes, requests and reports by their own ages, and says what it removed", async (t) => {
  using folder = new TrialFolder();
  await fill(folder, [0, 1, 13, 14, 89, 90]);
  assertEquals(await daysLeft(folder), {
    kpis: [0, 1, 13, 14, 89, 90],
    minutes: [0, 1, 13, 14, 89, 90],
    rejects: [-1],
    reports: [-1],
    requests: [0, 1, 13, 14, 89, 90],
  });

  await t.step("by default, and only once", async () => {
    const left = {
      kpis: [0, 1, 13, 14, 89],
      minutes: [0, 1, 13, 14, 89],
      rejects: [-1],
      reports: [-1],
      requests: [0, 1, 13],
    };
    const { code, out } = await retainAt(folder, 0);
    assertEquals(code, 0);
    assertMatch(out[0]!, /^retain: removed traffic_minutes \d+, kpis \d+/);
    assertEquals(await daysLeft(folder), left);
    assertEquals((await retainAt(folder, 0)).out, ["retain: nothing is past its retention"]);
    assertEquals(await daysLeft(folder), left);
  });

  await t.step("by its settings", async () => {
    await retainAt(folder, 0, "--retain-minutes-days=1", "--retain-requests-days=2");
    assertEquals(await daysLeft(folder), { kpis: [0], minutes: [0], rejects: [-1], reports: [-1], requests: [0, 1] });
  });

  await t.step("and in the end all", async () => {
    await retainAt(folder, 20);
    assertEquals(await daysLeft(folder), { kpis: [0], minutes: [0], reports: [-1] });
    await retainAt(folder, 400);
    assertEquals(await daysLeft(folder), {});
  });
});

Deno.test("retain of an empty warehouse is no error, and bad numbers are", async () => {
  using folder = new TrialFolder();
  assertEquals((await retainAt(folder, 0)).code, 0);
  const { code, err } = await retainAt(folder, 0, "--retain-minutes-days=-1");
  assertEquals([code, err], [2, ['error: Cannot use --retain-minutes-days "-1": a whole number from 0 on is needed']]);
});
