import { assertEquals } from "@std/assert";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { Series } from "./detector.ts";
import { pointsWithin, SeriesCatalog } from "./series_catalog.ts";

const MINUTE_MS = 60_000;

function trafficOf(scopeKind: ScopeKind, scope: string, values: readonly number[]): Series {
  const points = values.map((value, minute) => ({ at: minute * MINUTE_MS, value, sampleCount: value }));
  return { scopeKind, scope, metric: "request_count", kind: "count", windowMs: MINUTE_MS, points };
}

const ALL = trafficOf("all", "(all)", [10, 10, 10, 40]);
const SERVER = trafficOf("server", "web-01", [1, 2, 3, 4]);
const catalog = new SeriesCatalog([ALL, SERVER]);
const server = { scopeKind: "server", scope: "web-01" } as const;

Deno.test("pointsWithin() includes the start of a range and excludes its end", () => {
  const values = pointsWithin(SERVER, { from: MINUTE_MS, to: 3 * MINUTE_MS }).map(({ value }) => value);
  assertEquals(values, [2, 3]);
});

Deno.test("SeriesCatalog finds series by name and by metric and knows where the data end", () => {
  assertEquals(catalog.find({ ...server, metric: "request_count" }), SERVER);
  assertEquals(catalog.find({ ...server, metric: "retry_ratio" }), undefined);
  assertEquals(catalog.ofMetric("request_count"), [ALL, SERVER]);
  assertEquals(catalog.end, 4 * MINUTE_MS);
  assertEquals(new SeriesCatalog([]).end, -Infinity);
});

Deno.test("requests() counts a scope's requests in a range, 0 for a scope that is not known", () => {
  assertEquals(catalog.requests(server, { from: 0, to: 2 * MINUTE_MS }), 3);
  assertEquals(catalog.requests({ scopeKind: "pool", scope: "api" }, { from: 0, to: 2 * MINUTE_MS }), 0);
});

Deno.test("usualTrafficShare() is the share before the onset: (1 + 2) / (10 + 10)", () => {
  assertEquals(catalog.usualTrafficShare(server, { from: 2 * MINUTE_MS, to: 4 * MINUTE_MS }), 0.15);
});

Deno.test("usualTrafficShare() takes the range itself at the start of the data, and 1 without traffic", () => {
  assertEquals(catalog.usualTrafficShare(server, { from: 0, to: 2 * MINUTE_MS }), 0.15);
  assertEquals(new SeriesCatalog([]).usualTrafficShare(server, { from: 0, to: MINUTE_MS }), 1);
});
