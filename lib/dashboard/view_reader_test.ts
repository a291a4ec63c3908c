import { assertEquals } from "@std/assert";
import { readLasting } from "./parts/reads.ts";
import { kpiRow, TRIAL_NOON, TrialDashboard } from "./trial_dashboard.ts";
import { ViewReader } from "./view_reader.ts";

const READ = { view: "kpis", from: null, to: null } as const;

Deno.test("rows are read anew when they are older than a page may show, not because the reading took long", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  let now = 1_000;
  const reader = new ViewReader(trial.door, () => now);
  const openingsOf = async (since?: number) => {
    const before = trial.openings;
    assertEquals((await reader.read(READ, since)).rows.length, 1);
    await trial.door.closed();
    return trial.openings - before;
  };
  assertEquals(await openingsOf(500), 1);
  now += 60_000;
  assertEquals([await openingsOf(500), await openingsOf(now)], [0, 1]);
  assertEquals(await openingsOf(), 0);
  now += 60_000;
  assertEquals(await openingsOf(), 1);
});

Deno.test("where the warehouse is held for long, older rows come meanwhile and say so", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  let now = 1_000;
  const reader = new ViewReader(trial.door, () => now, { patienceMs: 5 });
  assertEquals((await reader.read(READ, now)).isOlder, undefined);
  const { promise, resolve } = Promise.withResolvers<void>();
  const held = trial.door.through(() => promise);
  now += 60_000;
  assertEquals((await reader.read(READ, now)).isOlder, true);
  resolve();
  await held;
  await trial.door.closed();
  assertEquals((await reader.read(READ, now)).isOlder, undefined);
});

Deno.test("what began before a span and goes on in it is read, what has ended is not", async () => {
  using trial = new TrialDashboard();
  const incident = (incident_id: string, opened: number, closed: number | null) => ({
    incident_id,
    opened_at: TRIAL_NOON + opened * 60_000,
    closed_at: closed === null ? null : TRIAL_NOON + closed * 60_000,
    severity: "minor",
    scope_kind: "all",
    scope: "(all)",
    metric: "request_count",
    anomaly_count: 1,
    request_count: 1,
    peak_score: 99,
    summary: "",
    evidence: "{}",
  });
  await trial.fillIncidents([
    incident("ended", -60, -15),
    incident("ends within", -60, -14),
    incident("is open", -600, null),
    incident("within", -5, -1),
    incident("later", 1, 2),
  ]);
  const range = { from: TRIAL_NOON - 15 * 60_000, to: TRIAL_NOON };
  const reader = new ViewReader(trial.door, () => trial.now);
  const { rows } = await reader.read(readLasting("incidents", range, "closed_at"));
  assertEquals(rows.map(({ incident_id }) => incident_id), ["is open", "ends within", "within"]);
  await trial.door.closed();
});
