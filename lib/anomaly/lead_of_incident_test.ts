import { assertEquals } from "@std/assert";
import type { AnomalyRun } from "./anomaly_run.ts";
import type { MetricKind, Series } from "./detector.ts";
import { leadOfIncident } from "./lead_of_incident.ts";
import { SeriesCatalog } from "./series_catalog.ts";

const MINUTE_MS = 60_000;

function runOf(metric: string, fromMinute: number, evidence: number): AnomalyRun {
  const range = { from: fromMinute * MINUTE_MS, to: 90 * MINUTE_MS };
  return { scopeKind: "all", scope: "(all)", metric, direction: "high", ...range, anomalies: [], evidence };
}

/** An hour of what is usual and half an hour of something else. */
function seriesOf(metric: string, kind: MetricKind, usual: number, now: number, requestsNow: number): Series {
  const points = Array.from({ length: 90 }, (_, minute) => ({
    at: minute * MINUTE_MS,
    value: minute < 60 ? usual : now,
    sampleCount: minute < 60 ? 100 : requestsNow,
  }));
  return { scopeKind: "all", scope: "(all)", metric, kind, windowMs: MINUTE_MS, points };
}

const doubled = (retryRatio: number) =>
  new SeriesCatalog([
    seriesOf("request_count", "count", 100, 200, 200),
    seriesOf("retry_ratio", "ratio", 0, retryRatio, 200),
  ]);

const leadAmong = (runs: readonly AnomalyRun[], catalog = doubled(0.05)) => leadOfIncident(runs, catalog).metric;

Deno.test("leadOfIncident() takes what moved first, however strong the consequences are", () => {
  assertEquals(leadAmong([runOf("p95_duration_ms", 60, 20), runOf("server_error_ratio", 64, 900)]), "p95_duration_ms");
});

Deno.test("leadOfIncident() takes the most evidence of what moved at about the same time", () => {
  assertEquals(
    leadAmong([runOf("p95_duration_ms", 60, 20), runOf("server_error_ratio", 63, 900)]),
    "server_error_ratio",
  );
});

Deno.test("leadOfIncident() takes retries and resources for consequences unless they are twice as clear", () => {
  for (const metric of ["retry_ratio", "cpu_usage_percent"]) {
    assertEquals(leadAmong([runOf(metric, 60, 190), runOf("server_error_ratio", 60, 100)]), "server_error_ratio");
    assertEquals(leadAmong([runOf(metric, 60, 210), runOf("server_error_ratio", 60, 100)]), metric);
  }
});

Deno.test("leadOfIncident() puts new demand before all that moves with it, but not the requests that retries are", () => {
  const runs = [runOf("server_error_ratio", 60, 900), runOf("request_count", 61, 50)];
  assertEquals(leadAmong(runs), "request_count");
  assertEquals(leadAmong(runs, doubled(0.4)), "server_error_ratio");
});
