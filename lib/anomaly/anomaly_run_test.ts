import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { AnomalyRow } from "./anomaly.ts";
import { anomalyRuns, isResource } from "./anomaly_run.ts";

const MINUTE_MS = 60_000;
const GAP_MS = 10 * MINUTE_MS;

function anomalyAt(minute: number, given: Partial<AnomalyRow> = {}): AnomalyRow {
  return {
    window_start_at: minute * MINUTE_MS,
    window: "minute",
    scope_kind: "server",
    scope: "web-01",
    metric: "request_count",
    observed: 20,
    expected: 7,
    lower: 2,
    upper: 14,
    score: 99.9999,
    severity: "minor",
    direction: "high",
    explanation: "",
    incident_id: null,
    ...given,
  };
}

const spansOf = (anomalies: readonly AnomalyRow[]) =>
  anomalyRuns(anomalies, GAP_MS).map(({ from, to }) => [from / MINUTE_MS, to / MINUTE_MS]);

Deno.test("anomalyRuns() joins what is at most the gap apart, from the end of one window to the start of the next", () => {
  assertEquals(spansOf([anomalyAt(0), anomalyAt(11)]), [[0, 12]]);
  assertEquals(spansOf([anomalyAt(0), anomalyAt(12)]), [[0, 1], [12, 13]]);
});

Deno.test("anomalyRuns() takes anomalies in any order", () => {
  assertEquals(spansOf([anomalyAt(5), anomalyAt(4), anomalyAt(6)]), [[4, 7]]);
});

Deno.test("anomalyRuns() keeps scopes, metrics and directions apart", () => {
  const others = [{}, { scope: "web-02" }, { metric: "retry_ratio" }, { direction: "low" }];
  assertEquals(anomalyRuns(others.map((given) => anomalyAt(0, given)), GAP_MS).length, 4);
});

Deno.test("anomalyRuns() adds the evidence up: two scores of 99.9999 are 6 + 6 orders of magnitude", () => {
  assertAlmostEquals(anomalyRuns([anomalyAt(0), anomalyAt(1)], GAP_MS)[0]!.evidence, 12, 1e-4);
});

Deno.test("isResource() tells what a server shows from what requests meet", () => {
  const metrics = ["cpu_usage_percent", "backend_health_failures", "requests_per_second", "p95_duration_ms"];
  assertEquals(metrics.map(isResource), [true, true, false, false]);
});
