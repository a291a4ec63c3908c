import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { join } from "@std/path";
import type { SloStatusRow } from "../lib/slo/slo_status.ts";
import { EXIT } from "../lib/run/task.ts";
import { ANALYZE_TASK } from "./analyze_traffic.ts";
import { INGEST_TASK } from "./ingest_requests.ts";
import { LOAD_TASK } from "./load_warehouse.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const DAY = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const SLO = JSON.stringify({
  objectives: [
    { name: "up", indicator: "availability", target: 0.999, window: "30d" },
    { name: "fast", indicator: "latency", target: 0.9, threshold_ms: 250, window: "month" },
    {
      name: "one server",
      indicator: "availability",
      target: 0.99,
      scope_kind: "server",
      scope: "web-03",
      window: "7d",
    },
    { name: "typo", indicator: "availability", target: 0.99, scope_kind: "server", scope: "web03", window: "week" },
  ],
  maintenance: [{ from: "2026-01-05T05:30Z", to: "2026-01-05T07:00Z", reason: "new switches" }],
});

const LINE = `192.0.2.1 - - [05/Jan/2026:12:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "x"\n`;

const SYNTHETIC = ["--requests=6000", "--servers=6", "--incidents=error_burst"];

async function standings(folder: TrialFolder): Promise<SloStatusRow[]> {
  return await folder.query<SloStatusRow>("from slo_status order by hour_at, objective");
}

interface Counts {
  readonly hour_at: number;
  readonly event_count: number;
  readonly least_bad: number;
  readonly most_bad: number;
}

/** Counts events of an objective in the single requests, with a threshold that is 1 % off either way; maintenance is left out. */
function countRequests(folder: TrialFolder, objective: string): Promise<Counts[]> {
  const failed = "count(*) filter (where status_code >= 500 or status_code is null and termination is null)";
  const slow = (ms: number) => `count(*) filter (where duration_ms > ${ms})`;
  const [least, most] = objective === "fast" ? [slow(250 / 0.99), slow(250 / 1.01)] : [failed, failed];
  const isOf = { up: "true", fast: "duration_ms is not null", "one server": "server_id = 'web-03'" }[objective];
  return folder.query<Counts>(`
    select date_trunc('hour', requested_at) as hour_at, count(*) as event_count, ${least} as least_bad, ${most} as most_bad
    from requests
    where ${isOf} and not (requested_at >= '2026-01-05 05:30' and requested_at < '2026-01-05 07:00')
    group by hour_at
    order by hour_at
  `);
}

Deno.test("objectives of a synthetic day are what its single requests say", async (t) => {
  using folder = new TrialFolder();
  const slo = folder.write("slo.json", SLO);
  const args = [...SYNTHETIC, "--start=2026-01-05", "--slo", slo];
  const { code, out, err } = await folder.run(PIPELINE_TASK, args);
  assertEquals(code, EXIT.done, err.join("\n"));
  const rows = await standings(folder);

  await t.step("events and bad events of every hour, without maintenance", async () => {
    for (const name of ["up", "fast", "one server"]) {
      const ofObjective = rows.filter(({ objective }) => objective === name);
      const counts = await countRequests(folder, name);
      assertEquals(ofObjective.map(({ hour_at }) => (hour_at - DAY) / HOUR_MS).includes(6), false);
      assertEquals(ofObjective.length, 23);
      for (const row of ofObjective) {
        const found = counts.find(({ hour_at }) => hour_at === row.hour_at);
        assertEquals(row.event_count, found?.event_count ?? 0, name);
        assert(row.bad_count >= (found?.least_bad ?? 0) && row.bad_count <= (found?.most_bad ?? 0), name);
      }
    }
  });

  await t.step("the hours add up to the window", () => {
    for (const [name, ofObjective] of Map.groupBy(rows, ({ objective }) => objective)) {
      const { window_event_count, window_bad_count } = ofObjective.at(-1)!;
      const sum = (column: "event_count" | "bad_count") => ofObjective.reduce((total, row) => total + row[column], 0);
      assertEquals([sum("event_count"), sum("bad_count")], [window_event_count, window_bad_count], name);
    }
  });

  await t.step("the views tell the present and how it came about", async () => {
    const current = await folder.query<SloStatusRow>("from slo_current order by objective");
    assertEquals(current.map(({ objective }) => objective), ["fast", "one server", "typo", "up"]);
    const [spent] = await folder.query<{ spent: number }>(
      "select sum(spent_ratio) as spent from slo_burn_down where objective = 'fast'",
    );
    assertAlmostEquals(spent!.spent, 1 - current[0]!.budget_left_ratio!, 1e-9);
  });

  await t.step("the summary says in a few lines how they stand, and the log what is wrong with one", () => {
    const text: string = stripAnsiCode(out[0]!);
    const section = /Objectives\n((?: {2}.*\n)+)/.exec(text)![1]!.trimEnd().split("\n");
    assertEquals(section.filter((line) => /^ {2}(kept|at risk|broken)/.test(line)).length, 3);
    assert(section.length <= 12 && section.every((line) => [...line].length <= 100), section.join("\n"));
    const warnings = err.filter((line) => line.includes(" warn "));
    assertEquals(warnings.length, 2, warnings.join("\n"));
    assertStringIncludes(warnings[0]!, 'objective "fast": its page above burn rate 14.4 over 60 min can never fire');
    assertStringIncludes(warnings[1]!, 'objective "typo": there is no request in scope server "web03"');
  });

  await t.step("a second day finds the first in the warehouse, and a repeat leaves the same", async () => {
    const next = [...SYNTHETIC, "--seed=7", "--start=2026-01-06", "--slo", slo];
    assertEquals((await folder.run(PIPELINE_TASK, next)).code, EXIT.done);
    const both = await standings(folder);
    assertEquals(both.filter(({ hour_at }) => hour_at < DAY + DAY_MS), rows);
    const [total] = await folder.query<{ count: number }>(
      "select count(*) as count from requests where not (requested_at >= '2026-01-05 05:30' and requested_at < '2026-01-05 07:00')",
    );
    const last = both.findLast(({ objective }) => objective === "up")!;
    assertEquals([last.window_event_count, last.hour_at], [total!.count, DAY + DAY_MS + 23 * HOUR_MS]);
    assertEquals((await folder.run(PIPELINE_TASK, next)).code, EXIT.done);
    assertEquals(await standings(folder), both);
  });
});

Deno.test("without slo.json the built-in objectives are measured", async () => {
  using folder = new TrialFolder();
  const { code, out } = await folder.run(PIPELINE_TASK, [folder.write("access.log", LINE)]);
  assertEquals(code, EXIT.done);
  const rows = await standings(folder);
  assertEquals(rows.map(({ objective, window_event_count }) => [objective, window_event_count]), [
    ["availability", 1],
    ["latency", 0],
  ]);
  assertStringIncludes(out[0]!, "100 % attained");
});

Deno.test("a slo.json that says what cannot be ends the pipeline with 2 before it reads or makes anything", async () => {
  using folder = new TrialFolder();
  const slo = folder.write("slo.json", SLO.replace("0.999", "99.9"));
  const { code, out, err } = await folder.run(PIPELINE_TASK, ["--slo", slo]);
  assertEquals([code, out], [EXIT.wrongUsage, []]);
  assertEquals(err, [
    `error: Cannot use "${slo}": objectives[0].target is 99.9: a ratio above 0 and below 1 is needed, 99.9 % is 0.999`,
  ]);
  assertEquals(folder.names(), ["slo.json"]);
});

Deno.test("analyze alone reads slo.json under the data folder, and ends with 2 where --slo names no file", async () => {
  using folder = new TrialFolder();
  assertEquals((await folder.run(INGEST_TASK, [folder.write("access.log", LINE)])).code, EXIT.done);
  Deno.writeTextFileSync(join(folder.data, "slo.json"), SLO);
  assertEquals((await folder.run(ANALYZE_TASK, [])).code, EXIT.done);
  assertEquals((await folder.run(LOAD_TASK, [])).code, EXIT.done);
  assertEquals((await standings(folder)).map(({ objective }) => objective), ["fast", "one server", "typo", "up"]);
  assertEquals((await folder.run(ANALYZE_TASK, ["--slo", "absent.json"])).code, EXIT.wrongUsage);
});
