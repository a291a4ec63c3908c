import { assert, assertAlmostEquals } from "@std/assert";
import { buildFleet } from "./fleet.ts";
import { MEAN_SERVICE_MS } from "./method.ts";
import { syntheticPlan } from "./plan.ts";
import { sizeServers } from "./sizing.ts";

const sizingsOf = (requests: number) => {
  const plan = syntheticPlan({ requests, startAt: Date.UTC(2026, 0, 5) });
  return sizeServers(plan, buildFleet(plan));
};

Deno.test("servers are a little more than half busy at the peak of their plan", () => {
  for (const { peakRequests, capacityMs, dailyRequests } of sizingsOf(200_000)) {
    assertAlmostEquals(peakRequests * MEAN_SERVICE_MS / capacityMs, 0.55);
    assert(peakRequests > dailyRequests / 1_440);
  }
});

Deno.test("a handful of requests at once does not overload a server, however few its plan has", () => {
  for (const { capacityMs, firstUtilisation } of sizingsOf(1_000)) {
    assert(8 * MEAN_SERVICE_MS < capacityMs);
    assert(firstUtilisation < 0.05);
  }
});
