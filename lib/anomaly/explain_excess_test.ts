import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { MetricKind, Series } from "./detector.ts";
import { explainExcess } from "./explain_excess.ts";

const MINUTE_MS = 60_000;
/** Ten minutes after an hour of what is usual. */
const RANGE = { from: 60 * MINUTE_MS, to: 70 * MINUTE_MS };

/** A series that has one value for an hour and another for the ten minutes after it. */
function sliceOf(
  scope: string,
  usual: number,
  now: number,
  { kind = "count" as MetricKind, sampleCount = 10, scopeKind = "server" as ScopeKind } = {},
): Series {
  const points = Array.from({ length: 70 }, (_, minute) => ({
    at: minute * MINUTE_MS,
    value: minute < 60 ? usual : now,
    sampleCount,
  }));
  return { scopeKind, scope, metric: "some", kind, windowMs: MINUTE_MS, points };
}

const sharesOf = (slices: readonly Series[], direction: "high" | "low" = "high") =>
  explainExcess(slices, RANGE, direction).map(({ scope, share }) => [scope, share]);

Deno.test("explainExcess() shares 100 requests too many out as 9 + 1 a minute", () => {
  const slices = [sliceOf("web-01", 7, 8), sliceOf("web-02", 7, 16), sliceOf("web-03", 7, 7)];
  assertEquals(explainExcess(slices, RANGE, "high").map(({ scope, excess }) => [scope, excess]), [
    ["web-02", 90],
    ["web-01", 10],
    ["web-03", 0],
  ]);
  assertEquals(sharesOf(slices), [["web-02", 0.9], ["web-01", 0.1], ["web-03", 0]]);
});

Deno.test("explainExcess() weighs ratios by their requests: 10 % of 90 is as much as 90 % of 10", () => {
  const large = sliceOf("web-01", 0, 0.1, { kind: "ratio", sampleCount: 90 });
  const small = sliceOf("web-02", 0, 0.9, { kind: "ratio", sampleCount: 10 });
  for (const [, share] of sharesOf([large, small])) assertAlmostEquals(share as number, 0.5);
});

Deno.test("explainExcess() takes medians of latencies, so that one request into a time limit carries nothing", () => {
  const slow = sliceOf("web-01", 100, 300, { kind: "latency" });
  const calm = sliceOf("web-02", 100, 100, { kind: "latency" });
  const points = calm.points.map((point, minute) => minute === 65 ? { ...point, value: 10_000 } : point);
  assertEquals(sharesOf([{ ...calm, points }, slow]), [["web-01", 1], ["web-02", 0]]);
});

Deno.test("explainExcess() counts minutes without a point as minutes without requests", () => {
  const silent = { ...sliceOf("web-01", 7, 7), points: sliceOf("web-01", 7, 7).points.slice(0, 60) };
  assertEquals(explainExcess([silent], RANGE, "low")[0]?.excess, -70);
});

Deno.test("explainExcess() keeps the kinds of scope apart and leaves `all` out", () => {
  const slices = [
    sliceOf("(all)", 20, 40, { scopeKind: "all" }),
    sliceOf("web-01", 10, 30),
    sliceOf("eu-west", 20, 40, { scopeKind: "region" }),
  ];
  assertEquals(sharesOf(slices), [["web-01", 1], ["eu-west", 1]]);
});

Deno.test("explainExcess() has nothing to share where the kind as a whole did not depart that way", () => {
  const moved = [sliceOf("web-01", 10, 0), sliceOf("web-02", 10, 20)];
  assertEquals(sharesOf(moved, "high"), []);
  assertEquals(sharesOf(moved, "low"), []);
});

Deno.test("explainExcess() gives shares that sum to 1 within each kind", () => {
  const levels = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), { minLength: 1 });
  fc.assert(
    fc.property(levels, (pairs) => {
      const slices = pairs.map(([usual, now], index) => sliceOf(`web-${index}`, usual, now));
      const shares = explainExcess(slices, RANGE, "high");
      const total = pairs.reduce((sum, [usual, now]) => sum + now - usual, 0);
      if (total > 0) assertAlmostEquals(shares.reduce((sum, { share }) => sum + share, 0), 1, 1e-9);
      else assertEquals(shares, []);
    }),
    { seed: 5 },
  );
});
