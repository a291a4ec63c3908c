import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { AnomalyRow } from "./anomaly.ts";
import type { Series } from "./detector.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import { mergeIncidents } from "./merge_incidents.ts";

const MINUTE_MS = 60_000;
const MINUTES = 300;
const REGION_OF_SERVER = new Map([["web-01", "us-east"], ["web-02", "us-east"], ["web-03", "eu-west"]]);
const SCOPES: readonly (readonly [ScopeKind, string])[] = [
  ["all", "(all)"],
  ["region", "us-east"],
  ["region", "eu-west"],
  ["server", "web-01"],
  ["server", "web-02"],
  ["server", "web-03"],
];

/** The servers that a scope contains. */
function serversIn(kind: ScopeKind, scope: string): string[] {
  return [...REGION_OF_SERVER].filter(([server, region]) => kind === "all" || scope === server || scope === region)
    .map(([server]) => server);
}

/** Ten requests a minute and server, of which `failuresOf` fail. */
function daySeries(failuresOf: (server: string, minute: number) => number): Series[] {
  return SCOPES.flatMap(([scopeKind, scope]) => {
    const servers = serversIn(scopeKind, scope);
    const sampleCount = 10 * servers.length;
    const pointsOf = (valueOf: (minute: number) => number) =>
      Array.from({ length: MINUTES }, (_, minute) => ({ at: minute * MINUTE_MS, value: valueOf(minute), sampleCount }));
    const failures = (minute: number) => servers.reduce((sum, server) => sum + failuresOf(server, minute), 0);
    const base = { scopeKind, scope, windowMs: MINUTE_MS };
    return [
      { ...base, metric: "request_count", kind: "count", points: pointsOf(() => sampleCount) },
      { ...base, metric: "server_error_ratio", kind: "ratio", points: pointsOf((m) => failures(m) / sampleCount) },
    ] satisfies Series[];
  });
}

function anomaliesOf(
  [scope_kind, scope]: readonly [ScopeKind, string],
  from: number,
  to: number,
  given: Partial<AnomalyRow> = {},
): AnomalyRow[] {
  return Array.from({ length: to - from }, (_, index) => ({
    window_start_at: (from + index) * MINUTE_MS,
    window: "minute",
    scope_kind,
    scope,
    metric: "server_error_ratio",
    observed: 0.5,
    expected: 0,
    lower: 0,
    upper: 0.1,
    score: 99.9999999999,
    severity: "minor" as const,
    direction: "high" as const,
    explanation: "",
    incident_id: null,
    ...given,
  }));
}

const ALL = ["all", "(all)"] as const;
const US_EAST = ["region", "us-east"] as const;
const EU_WEST = ["region", "eu-west"] as const;
const WEB_01 = ["server", "web-01"] as const;
const WEB_02 = ["server", "web-02"] as const;
const WEB_03 = ["server", "web-03"] as const;

const failing = (servers: readonly string[]) => (server: string, minute: number) =>
  servers.includes(server) && minute >= 100 && minute < 124 ? 5 : 0;

const merge = (anomalies: readonly AnomalyRow[], servers: readonly string[] = ["web-01"]) =>
  mergeIncidents(anomalies, daySeries(failing(servers)), { regionOfServer: REGION_OF_SERVER });

const scopesOf = (anomalies: readonly AnomalyRow[], servers?: readonly string[]) =>
  merge(anomalies, servers).incidents.map(({ scope_kind, scope }) => [scope_kind, scope]);

Deno.test("mergeIncidents() tells one story of a server, its region and everything, and blames the server", () => {
  const anomalies = [
    ...anomaliesOf(ALL, 101, 122),
    ...anomaliesOf(US_EAST, 101, 123),
    ...anomaliesOf(WEB_01, 100, 124),
  ];
  const { incidents } = merge(anomalies);
  assertEquals(incidents.length, 1);
  const { evidence, incident_id: _, ...incident } = incidents[0]!;
  assertEquals(incident, {
    opened_at: 100 * MINUTE_MS,
    closed_at: 124 * MINUTE_MS,
    severity: "critical",
    scope_kind: "server",
    scope: "web-01",
    metric: "server_error_ratio",
    anomaly_count: 67,
    request_count: 240,
    peak_score: 99.9999999999,
    summary:
      "web-01 answered 50 % of requests with server errors (usual 0 %) for 24 minutes; it carries 100 % of the excess",
  });
  assertEquals(JSON.parse(evidence).slices.map(({ scope }: { scope: string }) => scope), ["web-01", "us-east"]);
  assertEquals(JSON.parse(evidence).metrics[0].onset_at, 100 * MINUTE_MS);
});

Deno.test("mergeIncidents() blames the region when its servers fail alike, and everything when all do", () => {
  const servers = [...anomaliesOf(WEB_01, 100, 124), ...anomaliesOf(WEB_02, 100, 124)];
  const region = [...anomaliesOf(US_EAST, 100, 124), ...servers];
  assertEquals(scopesOf(region, ["web-01", "web-02"]), [["region", "us-east"]]);
  const everything = [...region, ...anomaliesOf(ALL, 100, 124), ...anomaliesOf(EU_WEST, 100, 124)];
  assertEquals(scopesOf(everything, ["web-01", "web-02", "web-03"]), [["all", "(all)"]]);
});

Deno.test("mergeIncidents() keeps what is far in time, or elsewhere and later, apart", () => {
  assertEquals(merge([...anomaliesOf(WEB_01, 100, 110), ...anomaliesOf(WEB_01, 121, 124)]).incidents.length, 2);
  assertEquals(merge([...anomaliesOf(WEB_01, 100, 124), ...anomaliesOf(WEB_03, 110, 124)]).incidents.length, 2);
});

Deno.test("mergeIncidents() joins two stories when a later anomaly belongs to both", () => {
  const apart = [...anomaliesOf(WEB_01, 100, 124), ...anomaliesOf(WEB_03, 110, 124)];
  assertEquals(merge([...apart, ...anomaliesOf(ALL, 115, 120)]).incidents.length, 1);
});

Deno.test("mergeIncidents() gives each anomaly its incident and keeps the order", () => {
  const given = [...anomaliesOf(WEB_03, 250, 252), ...anomaliesOf(WEB_01, 100, 102)];
  const { incidents, anomalies } = merge(given);
  const [first, second] = incidents.map(({ incident_id }) => incident_id);
  assertNotEquals(first, second);
  assertEquals(anomalies.map(({ incident_id }) => incident_id), [second, second, first, first]);
  assertEquals(anomalies.map((anomaly) => ({ ...anomaly, incident_id: null })), given);
});

Deno.test("mergeIncidents() gives the same identifiers again, whatever the order of the anomalies", () => {
  const given = [...anomaliesOf(ALL, 101, 122), ...anomaliesOf(WEB_01, 100, 124), ...anomaliesOf(WEB_03, 250, 252)];
  assertEquals(merge(given.toReversed()).incidents, merge(given).incidents);
});

Deno.test("mergeIncidents() leaves an incident open that has no calm after it yet", () => {
  const closed = (to: number) => merge(anomaliesOf(WEB_01, 280, to)).incidents[0]!.closed_at;
  assertEquals(closed(290), 290 * MINUTE_MS);
  assertEquals(closed(291), null);
});

Deno.test("mergeIncidents() does not blame a slow leak for what happens elsewhere meanwhile", () => {
  const leak = anomaliesOf(WEB_01, 50, 200, { metric: "memory_usage_percent" });
  assertEquals(merge([...leak, ...anomaliesOf(ALL, 110, 124)]).incidents.length, 2);
});

Deno.test("mergeIncidents() makes nothing of nothing", () => {
  assertEquals(merge([]), { incidents: [], slices: [], signals: [], anomalies: [] });
  assert(mergeIncidents([], []).incidents.length === 0);
});
