import { assertEquals } from "@std/assert";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import { carriersOf, explanationWords } from "./carriers.ts";
import type { Series } from "./detector.ts";
import type { SliceExcess } from "./explain_excess.ts";
import { SeriesCatalog } from "./series_catalog.ts";

const RANGE = { from: 60_000, to: 120_000 };

function trafficOf(scopeKind: ScopeKind, scope: string, value: number): Series {
  const points = [{ at: 0, value, sampleCount: value }];
  return { scopeKind, scope, metric: "request_count", kind: "count", windowMs: 60_000, points };
}

const catalog = new SeriesCatalog([
  trafficOf("all", "(all)", 100),
  trafficOf("server", "web-07", 5),
  trafficOf("region", "eu-west", 25),
  trafficOf("method", "GET", 72),
]);

const slice = (scopeKind: ScopeKind, scope: string, share: number): SliceExcess => ({
  scopeKind,
  scope,
  observed: 0,
  expected: 0,
  excess: 0,
  share,
});

Deno.test("carriersOf() picks slices with most of the excess, narrowest first", () => {
  const shares = [slice("region", "eu-west", 0.95), slice("server", "web-07", 0.92), slice("server", "web-08", 0.03)];
  const carriers = carriersOf(shares, catalog, RANGE);
  assertEquals(carriers.map(({ scope, trafficShare }) => [scope, trafficShare]), [["web-07", 0.05], ["eu-west", 0.25]]);
  assertEquals(
    explanationWords(carriers),
    "server web-07 carries 92 % of the excess, region eu-west 95 %.",
  );
});

Deno.test("carriersOf() does not blame the method that most requests have anyway", () => {
  assertEquals(carriersOf([slice("method", "GET", 0.75)], catalog, RANGE), []);
});

Deno.test("explanationWords() says so where nobody is to blame", () => {
  assertEquals(explanationWords([]), "No single slice of the traffic carries the excess.");
});
