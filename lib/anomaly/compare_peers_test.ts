import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Series } from "./detector.ts";
import { findAnomalies } from "./find_anomalies.ts";
import { median } from "./median.ts";
import { peerSeries } from "./peer_series.ts";

const MINUTE_MS = 60_000;
const MINUTES = 300;
const POOL = new Map(["web-01", "web-02", "web-03", "web-04", "web-05"].map((server) => [server, "eu-west"]));

/** Noise of a few percent that is the same in every run. */
const noise = (server: string, minute: number) => 1 + 0.04 * Math.sin(1.7 * minute + 2.3 * Number(server.slice(4)));

/** The same latency on all servers at all times, times what a server has of its own. */
function latencies(factorOf: (server: string, minute: number) => number, servers = [...POOL.keys()]): Series[] {
  return servers.map((scope) => ({
    scopeKind: "server",
    scope,
    metric: "p95_duration_ms",
    kind: "latency",
    windowMs: MINUTE_MS,
    points: Array.from({ length: MINUTES }, (_, minute) => ({
      at: minute * MINUTE_MS,
      value: 100 * factorOf(scope, minute) * noise(scope, minute),
      sampleCount: 20,
    })),
  }));
}

/** A slow rise of everything, in which a server that gets slower as slowly hides. */
const tide = (minute: number) => 1.01 ** Math.max(0, minute - 120);
const find = (series: readonly Series[]) => findAnomalies(series, { poolOfServer: POOL });

Deno.test("a server that gets slower in the swings of all is told by its peers where its own past is silent", () => {
  const swing = (minute: number) => Math.exp(0.6 * Math.sin(minute / 11));
  const series = latencies((server, minute) => swing(minute) * (server === "web-02" && minute >= 150 ? 1.6 : 1));
  assertEquals(findAnomalies(series), []);
  const found = find(series);
  assert(found.length > 0);
  assertEquals([...new Set(found.map(({ scope, direction }) => `${scope} ${direction}`))], ["web-02 high"]);
  assert(found.every(({ observed, expected }) => observed > 1.2 * expected));
  assert(found[0]!.explanation.startsWith("Its peers are as ever; going by them "));
});

Deno.test("what moves all servers alike is no departure from the peers", () => {
  const alone = findAnomalies(latencies((_, minute) => tide(minute)));
  assertEquals(find(latencies((_, minute) => tide(minute))).length, alone.length);
});

Deno.test("a server that is always slower than its peers has learnt to be", () => {
  assertEquals(find(latencies((server) => server === "web-04" ? 2.5 : 1)), []);
});

Deno.test("three servers are too few to tell which of them departs", () => {
  const series = latencies(() => 1, ["web-01", "web-02", "web-03"]);
  assertEquals([...peerSeries(series, POOL)], []);
  assertEquals([...peerSeries(latencies(() => 1), new Map())], []);
});

Deno.test("peerSeries() divides by the median of the others, which one of them cannot move", () => {
  const series = latencies((server) => server === "web-05" ? 1_000 : 1);
  const [first] = peerSeries(series, POOL);
  assertEquals(first?.own.scope, "web-01");
  for (const { value } of first!.relative.points) assertAlmostEquals(value!, 1, 0.09);
});

Deno.test("peerSeries() makes shares of the pool's events of a ratio, worth as much as there are events", () => {
  const failures = [3, 1, 0, 0, 4];
  const series: Series[] = [...POOL.keys()].map((scope, place) => ({
    scopeKind: "server",
    scope,
    metric: "server_error_ratio",
    kind: "ratio",
    windowMs: MINUTE_MS,
    points: [{ at: 0, value: failures[place]! / 10, sampleCount: 10 }],
  }));
  const shares = [...peerSeries(series, POOL)].map(({ relative }) => relative.points[0]);
  assertEquals(shares.map((point) => point?.value), failures.map((count) => count / 8));
  assertEquals(new Set(shares.map((point) => point?.sampleCount)), new Set([8]));
});

Deno.test("peerSeries() has the median of the others, whatever they are and how many are equal", () => {
  const values = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(values, (minute) => {
      const pool = new Map(minute.map((_, place) => [`web-${place}`, "eu-west"]));
      const series: Series[] = minute.map((value, place) => ({
        scopeKind: "server",
        scope: `web-${place}`,
        metric: "p95_duration_ms",
        kind: "latency",
        windowMs: MINUTE_MS,
        points: [{ at: 0, value, sampleCount: 1 }],
      }));
      const relative = [...peerSeries(series, pool)].map((one) => one.relative.points[0]!.value);
      assertEquals(relative, minute.map((value, place) => value / median(minute.toSpliced(place, 1))!));
    }),
    { seed: 11, numRuns: 200 },
  );
});
