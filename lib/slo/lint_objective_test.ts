import { assertEquals } from "@std/assert";
import type { Objective } from "./objective.ts";
import { lintObjective } from "./lint_objective.ts";
import { DAY, MONDAY, objectiveWith, steadyTraffic, type Traffic } from "./trial_traffic.ts";

function lint(values: Partial<Objective>, traffic: Traffic, days = 10): string[] {
  const objective = objectiveWith(values);
  return lintObjective(objective, steadyTraffic(days * DAY, traffic), MONDAY + days * DAY)
    .map(({ problem, remedy }) => `${problem}; ${remedy}`);
}

Deno.test("an objective with enough traffic has nothing wrong with it", () => {
  assertEquals(lint({ window: "30d", targetRatio: 0.999 }, { perMinute: 100 }), []);
});

Deno.test("a target that no outage can break so fast is told, with the target it takes", () => {
  assertEquals(lint({ window: "30d", targetRatio: 0.9 }, { perMinute: 100 }), [
    "its page above burn rate 14.4 over 60 min can never fire: a total outage burns at 10; " +
    "choose a target of at least 0.931, or rely on the slower alerts",
  ]);
});

Deno.test("traffic that is too little to be sure of anything is told", () => {
  const remedy = "choose a wider scope, a longer window or fewer min_bad_events";
  assertEquals(lint({ window: "30d", minBadCount: 100 }, { perMinute: 1 }), [
    `its page above burn rate 14.4 over 60 min can never fire: the busiest such time has 60 events, too few to be sure; ${remedy}`,
  ]);
});

Deno.test("an alert that fires on two errors is told, where min_bad_events allows it", () => {
  const warnings = lint({ window: "30d", targetRatio: 0.999, minBadCount: 1 }, { perMinute: 0.5 });
  assertEquals(
    warnings[0],
    "its page above burn rate 14.4 over 60 min fires on 2 errors; choose more min_bad_events, a longer window or a wider scope",
  );
  assertEquals(lint({ window: "30d", targetRatio: 0.999, minBadCount: 4 }, { perMinute: 0.5 }), []);
});

Deno.test("a budget of less than one failure is told, with the target that leaves one", () => {
  const [outOfReach] = lint({ window: "10d", targetRatio: 0.99999, minBadCount: 4 }, { perMinute: 1 });
  // 14,400 events x 0.00001 = 0.144; one failure of 14,400 leaves 0.99993.
  assertEquals(
    outOfReach,
    "its budget over 10d is 0.14 events, so that one failure breaks it; " +
      "choose a target of at most 0.99993, a longer window or a wider scope",
  );
});

Deno.test("a scope without traffic is told by the events that it lacks", () => {
  const remedy = "write the scope as it stands in traffic_minutes, or take the objective out";
  assertEquals(lint({ scopeKind: "server", scope: "web-99" }, { perMinute: 0 }), [
    `there is no request in scope server "web-99"; ${remedy}`,
  ]);
  assertEquals(lint({ indicator: "latency", thresholdMs: 100 }, { perMinute: 0 }), [
    `there is no request with a duration in scope all "(all)"; ${remedy}`,
  ]);
});

Deno.test("an alert whose windows are longer than what is known is not judged", () => {
  assertEquals(lint({ window: "366d", minBadCount: 1_000 }, { perMinute: 1 }, 1 / 24), []);
});
