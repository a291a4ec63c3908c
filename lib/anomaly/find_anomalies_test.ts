import { assert, assertEquals, assertThrows } from "@std/assert";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { Detector, Series } from "./detector.ts";
import { findAnomalies } from "./find_anomalies.ts";

const MINUTE_MS = 60_000;

/** Counts a minute: steady, and `changed` from minute 200 on. */
function countsOf(scopeKind: ScopeKind, scope: string, steady: number, changed: number, minutes = 220): Series {
  const points = Array.from({ length: minutes }, (_, minute) => {
    const value = minute < 200 ? steady : changed;
    return { at: minute * MINUTE_MS, value, sampleCount: value };
  });
  return { scopeKind, scope, metric: "request_count", kind: "count", windowMs: MINUTE_MS, points };
}

const SURGE = [
  countsOf("all", "(all)", 100, 400),
  countsOf("server", "web-01", 20, 320),
  countsOf("server", "web-02", 80, 80),
];

Deno.test("findAnomalies() tells what departs, how seriously, and which slice carries it", () => {
  const found = findAnomalies(SURGE);
  assertEquals(found.map(({ scope }) => scope).slice(0, 2), ["(all)", "web-01"]);
  assertEquals(found.length, 40);
  const { expected: _, lower, upper, score, ...first } = found[0]!;
  assert(lower < 100 && upper > 100 && upper < 400 && score > 99.9999);
  assertEquals(first, {
    window_start_at: 200 * MINUTE_MS,
    window: "minute",
    scope_kind: "all",
    scope: "(all)",
    metric: "request_count",
    observed: 400,
    severity: "moderate",
    direction: "high",
    explanation: "server web-01 carries 100 % of the excess.",
    incident_id: null,
  });
});

Deno.test("findAnomalies() raises the severity as a departure lasts", () => {
  const ofAll = findAnomalies(SURGE).filter(({ scope }) => scope === "(all)").map(({ severity }) => severity);
  assertEquals([ofAll[0], ofAll[3], ofAll[4]], ["moderate", "moderate", "critical"]);
});

Deno.test("findAnomalies() says of a minute what it says with later minutes cut off", () => {
  const cut = SURGE.map((series) => ({ ...series, points: series.points.slice(0, 210) }));
  const until = 210 * MINUTE_MS;
  assertEquals(findAnomalies(cut), findAnomalies(SURGE).filter(({ window_start_at }) => window_start_at < until));
});

Deno.test("findAnomalies() misses a server whose points end while the others go on", () => {
  const silent = countsOf("server", "web-01", 20, 0, 200);
  const found = findAnomalies([countsOf("all", "(all)", 100, 100), silent]);
  assertEquals([...new Set(found.map(({ scope, observed }) => `${scope} ${observed}`))], ["web-01 0"]);
  assert(found[0]!.window_start_at <= 202 * MINUTE_MS);
});

Deno.test("findAnomalies() takes any detector", () => {
  const departure = { at: 0, observed: 1, expected: 0, lower: 0, upper: 0, score: 99, direction: "high" } as const;
  const detector: Detector = {
    name: "first",
    describe: "Flags the first minute.",
    detect: ({ points }) => ({ departures: [departure], residuals: new Float32Array(points.length) }),
  };
  const found = findAnomalies([SURGE[1]!], { detector });
  assertEquals(found.map(({ scope, score }) => [scope, score]), [["web-01", 99]]);
});

Deno.test("findAnomalies() names minutes, hours and days and refuses other windows", () => {
  const detector: Detector = {
    name: "last",
    describe: "Flags the last window.",
    detect: ({ points }) => ({
      departures: points.slice(-1).map(({ at }) => ({
        at,
        observed: 1,
        expected: 0,
        lower: 0,
        upper: 0,
        score: 99,
        direction: "high",
      })),
      residuals: new Float32Array(points.length),
    }),
  };
  const hourly = { ...SURGE[0]!, windowMs: 3_600_000 };
  assertEquals(findAnomalies([hourly], { detector })[0]!.window, "hour");
  assertThrows(() => findAnomalies([{ ...hourly, windowMs: 5_000 }], { detector }), RangeError, "5000 ms");
});

Deno.test("findAnomalies() finds nothing without series", () => {
  assertEquals(findAnomalies([]), []);
});
