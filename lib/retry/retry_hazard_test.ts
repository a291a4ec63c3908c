import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { RETRY_WINDOW_MS, retryHazard } from "./retry_hazard.ts";

Deno.test("retryHazard() spends the chance of a retry over the window", () => {
  for (const chance of [0.02, 0.5, 0.98]) {
    let logSurvival = 0;
    for (let wait = 0.5; wait < RETRY_WINDOW_MS; wait++) logSurvival -= retryHazard(wait, chance);
    assertAlmostEquals(Math.exp(logSurvival), 1 - chance, 0.002);
  }
});

Deno.test("retryHazard() falls with the wait and is nothing beyond the window", () => {
  const hazards = [0, 50, 100, 1_000, 10_000, 60_000].map((wait) => retryHazard(wait, 0.5));
  assert(hazards.every((hazard, i) => i === 0 || hazard < hazards[i - 1]!));
  assertEquals(retryHazard(RETRY_WINDOW_MS + 1, 0.5), 0);
});
