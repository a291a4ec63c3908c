import { assertAlmostEquals, assertEquals } from "@std/assert";
import { queueSlowdown, shedRatio, timeoutRatio, WORKERS } from "./queueing.ts";

/** Mean time in an M/M/c queue / service time, from Erlang's C formula. */
function erlangSlowdown(workers: number, utilisation: number): number {
  const load = workers * utilisation;
  let term = 1;
  let below = 0;
  for (let k = 0; k < workers; k++) {
    below += term;
    term *= load / (k + 1);
  }
  const full = term / (1 - utilisation);
  return 1 + full / (below + full) / (workers * (1 - utilisation));
}

Deno.test("queueSlowdown() is near Erlang's exact mean for as many workers", () => {
  for (const utilisation of [0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95]) {
    const exact = erlangSlowdown(WORKERS, utilisation);
    assertAlmostEquals(queueSlowdown(utilisation) / exact, 1, 0.03, `${utilisation}`);
  }
});

Deno.test("queueSlowdown() stays bounded beyond full load", () => {
  assertEquals(queueSlowdown(3), queueSlowdown(0.95));
});

Deno.test("shedRatio() is nothing on a server that is not full, then grows to its bound", () => {
  assertEquals(shedRatio(0.9), 0);
  assertAlmostEquals(shedRatio(1.07), 0.09, 1e-9);
  assertEquals(shedRatio(5), 0.7);
});

Deno.test("timeoutRatio() is nothing on a server that is not full, and leaves next to no goodput beyond", () => {
  assertEquals(timeoutRatio(0.97), 0);
  assertAlmostEquals(timeoutRatio(1.07), 0.3, 1e-9);
  assertEquals(timeoutRatio(1.5), 0.95);
});
