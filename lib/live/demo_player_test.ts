import { assertEquals } from "@std/assert";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { syntheticPlan } from "../synthetic/mod.ts";
import { DemoPlayer } from "./demo_player.ts";

const MIDNIGHT = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

/** Moments of the lines of a log, without its header. */
function momentsOf(path: string): string[] {
  return Deno.readTextFileSync(path).trimEnd().split("\n").slice(1).map((line) => line.slice(0, 24));
}

Deno.test("a demo begins with the day so far and goes on at its speed", async () => {
  using folder = new TemporaryFolder();
  const plan = syntheticPlan({ requests: 2_000, servers: 4, startAt: MIDNIGHT });
  const player = new DemoPlayer({ plan, folder: folder.path, speed: 10, startAt: MIDNIGHT + HOUR_MS, lagMs: 0 });
  const [log] = player.paths as [string];
  const newest = () => momentsOf(log).toSorted().at(-1)!;
  await player.play(MIDNIGHT + HOUR_MS);
  assertEquals(newest() > "2026-01-05T00:55" && newest() <= "2026-01-05T01:00:00.000Z", true);
  await player.play(MIDNIGHT + HOUR_MS + HOUR_MS / 10);
  assertEquals(newest() > "2026-01-05T01:55" && newest() <= "2026-01-05T02:00:00.000Z", true);
});

Deno.test("a demo plays every line of its plan once", async () => {
  using folder = new TemporaryFolder();
  const plan = syntheticPlan({ requests: 1_000, servers: 4, startAt: MIDNIGHT });
  const player = new DemoPlayer({ plan, folder: folder.path, speed: 1, startAt: MIDNIGHT, lagMs: 0 });
  for (let hour = 0; hour <= 25; hour++) await player.play(MIDNIGHT + hour * HOUR_MS);
  assertEquals(momentsOf(player.paths[0]!).length, 1_000);
});

Deno.test("a demo that begins behind the clock plays what was then", () => {
  using folder = new TemporaryFolder();
  const plan = syntheticPlan({ requests: 100, servers: 4, startAt: MIDNIGHT });
  const player = new DemoPlayer({ plan, folder: folder.path, speed: 60, startAt: MIDNIGHT, lagMs: 24 * HOUR_MS });
  assertEquals(player.momentAt(MIDNIGHT), MIDNIGHT - 24 * HOUR_MS);
  assertEquals(player.momentAt(MIDNIGHT + HOUR_MS / 60), MIDNIGHT - 23 * HOUR_MS);
});
