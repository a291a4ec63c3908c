import { assertEquals } from "@std/assert";
import { kpiRow, TrialDashboard } from "./trial_dashboard.ts";
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
