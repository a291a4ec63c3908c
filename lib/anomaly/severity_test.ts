import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { SEVERITIES } from "./anomaly.ts";
import { severityOf } from "./severity.ts";

const MINUTE_MS = 60_000;
const CERTAIN = 99.9999999999;

Deno.test("severityOf() grades a certain finding by the share of a monthly budget of 43.2 minutes that it hits", () => {
  const grade = (minutes: number, trafficShare: number) =>
    severityOf({ score: CERTAIN, durationMs: minutes * MINUTE_MS, trafficShare });
  assertEquals(grade(8, 0.05), "minor"); // 0.4 minutes, 0.93 % of the budget
  assertEquals(grade(9, 0.05), "moderate"); // 0.45 minutes, 1.04 %
  assertEquals(grade(17, 0.25), "moderate"); // 4.25 minutes, 9.8 %
  assertEquals(grade(18, 0.25), "critical"); // 4.5 minutes, 10.4 %
});

Deno.test("severityOf() grades a doubtful finding no higher than its false alarms a year allow", () => {
  const grade = (score: number) => severityOf({ score, durationMs: 60 * MINUTE_MS, trafficShare: 1 });
  assertEquals(grade(99.99), "minor"); // 53 a year
  assertEquals(grade(99.9999), "moderate"); // 0.53 a year
  assertEquals(grade(99.99999), "moderate"); // 0.053 a year
  assertEquals(grade(99.999999), "critical"); // 0.0053 a year
});

Deno.test("severityOf() never falls as score, duration or share grow", () => {
  const weight = fc.record({
    score: fc.double({ min: 99, max: 100, noNaN: true }),
    durationMs: fc.integer({ min: MINUTE_MS, max: 600 * MINUTE_MS }),
    trafficShare: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(weight, weight, (a, b) => {
      const larger = {
        score: Math.max(a.score, b.score),
        durationMs: Math.max(a.durationMs, b.durationMs),
        trafficShare: Math.max(a.trafficShare, b.trafficShare),
      };
      return SEVERITIES.indexOf(severityOf(larger)) >= SEVERITIES.indexOf(severityOf(a));
    }),
    { seed: 3 },
  );
});
