import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { serverConditions, swapSlowdown } from "./conditions.ts";
import { NO_EFFECT } from "./incident_kind.ts";

Deno.test("an idle server without incident takes the service time and fails four requests in a thousand", () => {
  const { slowdown, failureRatio, incidentRatio } = serverConditions(0, 40, NO_EFFECT);
  assertEquals([slowdown, incidentRatio], [1, 0]);
  assertAlmostEquals(failureRatio, 0.004, 1e-9);
});

Deno.test("stolen CPU makes work longer and the queue fuller", () => {
  const { slowdown } = serverConditions(0.4, 40, { ...NO_EFFECT, stolenRatio: 0.5 });
  assert(slowdown > 2 * serverConditions(0.8, 40, NO_EFFECT).slowdown - 1e-9);
});

Deno.test("an overloaded server turns requests away beside those that the incident breaks", () => {
  const { incidentRatio, shedRatio } = serverConditions(1.07, 40, { ...NO_EFFECT, failureRatio: 0.5 });
  assertEquals(incidentRatio, 0.5);
  assertAlmostEquals(shedRatio, 1 - 0.5 * 0.91, 1e-9);
});

Deno.test("swapSlowdown() sets in at 80 % of memory", () => {
  assertEquals([20, 80, 100].map(swapSlowdown), [1, 1, 6]);
});
