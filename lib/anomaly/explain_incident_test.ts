import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AnomalyRow } from "./anomaly.ts";
import type { MetricKind, Series } from "./detector.ts";
import { mergeIncidents } from "./merge_incidents.ts";

const MINUTE_MS = 60_000;
const MINUTES = 240;
const ONSET = 120;
const END = 150;
const SERVERS = ["web-01", "web-02", "web-03", "web-04", "web-05"];

interface Shape {
  readonly metric: string;
  readonly kind: MetricKind;
  readonly usual: number;
  readonly during: number;
  readonly sampleCount?: number;
  readonly onset?: number;
}

function seriesOf(scopeKind: ScopeKind, scope: string, shape: Shape): Series {
  const { metric, kind, usual, during, sampleCount = 20, onset = ONSET } = shape;
  const points = Array.from({ length: MINUTES }, (_, minute) => ({
    at: minute * MINUTE_MS,
    value: minute >= onset && minute < END ? during : usual + (minute % 3 - 1) * usual / 100,
    sampleCount,
  }));
  return { scopeKind, scope, metric, kind, windowMs: MINUTE_MS, points };
}

function anomaliesOf(scope: string, metric: string, from: number, given: Partial<AnomalyRow> = {}): AnomalyRow[] {
  return Array.from({ length: END - from }, (_, index) => ({
    window_start_at: (from + index) * MINUTE_MS,
    window: "minute",
    scope_kind: "server",
    scope,
    metric,
    observed: 0.5,
    expected: 0.01,
    lower: 0,
    upper: 0.1,
    score: 99.9999999,
    severity: "minor",
    direction: "high",
    explanation: "",
    incident_id: null,
    ...given,
  }));
}

/** Five servers with twenty requests a minute each, of which half fail on web-02 for half an hour. */
const SERIES: readonly Series[] = [
  seriesOf("all", "(all)", { metric: "request_count", kind: "count", usual: 100, during: 100, sampleCount: 100 }),
  ...SERVERS.flatMap((server) => [
    seriesOf("server", server, { metric: "request_count", kind: "count", usual: 20, during: 20 }),
    seriesOf("server", server, {
      metric: "server_error_ratio",
      kind: "ratio",
      usual: 0.01,
      during: server === "web-02" ? 0.5 : 0.012,
    }),
  ]),
];

/** Connections and classes of answers, which nobody watches. */
const CONTEXT: readonly Series[] = [
  ...SERVERS.map((server) =>
    seriesOf("server", server, {
      metric: "active_connections",
      kind: "gauge",
      usual: 8,
      during: server === "web-02" ? 40 : 8,
    })
  ),
  seriesOf("server", "web-02", { metric: "status_2xx_count", kind: "count", usual: 20, during: 10 }),
  seriesOf("server", "web-02", { metric: "status_5xx_count", kind: "count", usual: 0, during: 8 }),
  seriesOf("server", "web-02", { metric: "unanswered_count", kind: "count", usual: 0, during: 2 }),
];

const ERRORS = anomaliesOf("web-02", "server_error_ratio", ONSET);

function explain(anomalies: readonly AnomalyRow[], context = CONTEXT, series = SERIES) {
  const { incidents, slices, signals } = mergeIncidents(anomalies, series, { context });
  return { incident: incidents[0]!, slices, signals };
}

Deno.test("an incident's slices share its excess out within each kind, and mark who carries it", () => {
  const { incident, slices } = explain(ERRORS);
  const servers = slices.filter(({ scope_kind }) => scope_kind === "server");
  assertEquals(servers.map(({ scope, is_carrier }) => [scope, is_carrier])[0], ["web-02", true]);
  assert(servers[0]!.share > 0.95);
  assertEquals(servers.filter(({ is_carrier }) => is_carrier).length, 1);
  assertAlmostEquals(servers.reduce((sum, { share }) => sum + share, 0), 1, 1e-9);
  assert(slices.every((slice) => slice.incident_id === incident.incident_id && slice.opened_at === incident.opened_at));
});

Deno.test("an incident's failures are shared out among classes of answers, successes apart", () => {
  const statuses = explain(ERRORS).slices.filter(({ scope_kind }) => scope_kind === "status");
  assertEquals(statuses.map(({ scope, share }) => [scope, share]), [["5xx", 0.8], ["unanswered", 0.2]]);
  assertEquals(explain(ERRORS, []).slices.filter(({ scope_kind }) => scope_kind === "status"), []);
});

Deno.test("an incident's signals come in order of onset, with one candidate for the cause", () => {
  const cpu = anomaliesOf("web-02", "cpu_usage_percent", ONSET + 2, { observed: 90, expected: 30 });
  const { incident, signals } = explain([...cpu, ...ERRORS], []);
  assertEquals(
    signals.map(({ metric, onset_delay_ms, is_cause_candidate }) => [metric, onset_delay_ms, is_cause_candidate]),
    [["server_error_ratio", 0, true], ["cpu_usage_percent", 2 * MINUTE_MS, false]],
  );
  assertStringIncludes(incident.summary, "; with it CPU at 90 % (usual 30 %)");
});

Deno.test("an incident tells what moved before it, and for how long", () => {
  const cpu = anomaliesOf("web-02", "cpu_usage_percent", ONSET - 2, { observed: 90, expected: 30 });
  const { incident } = explain([...cpu, ...ERRORS], []);
  assertEquals(incident.metric, "server_error_ratio");
  assertStringIncludes(incident.summary, "; first moved, 2 minutes before: CPU at 90 % (usual 30 %)");
});

Deno.test("what changed in the scope without an anomaly is a signal without onset", () => {
  const { incident, signals } = explain(ERRORS);
  const [change, ...others] = signals.filter(({ onset_delay_ms }) => onset_delay_ms === null);
  assertEquals([change?.metric, change?.direction, change?.observed], ["active_connections", "high", 40]);
  assertEquals(others, []);
  assertStringIncludes(incident.summary, "; with it 40 connections (usual 8)");
});

Deno.test("what all servers do at the same time is the tide, and no signal of one", () => {
  const risen = CONTEXT.map((series) =>
    series.metric === "active_connections"
      ? seriesOf("server", series.scope, { metric: series.metric, kind: "gauge", usual: 8, during: 40 })
      : series
  );
  assertEquals(explain(ERRORS, risen).signals.filter(({ onset_delay_ms }) => onset_delay_ms === null), []);
});
