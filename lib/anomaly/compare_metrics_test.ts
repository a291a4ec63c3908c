import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { MetricKind, Series } from "./detector.ts";
import { findAnomalies } from "./find_anomalies.ts";
import { JOINT_METRIC } from "./joint_departures.ts";
import { mergeIncidents } from "./merge_incidents.ts";

const MINUTE_MS = 60_000;
const MINUTES = 1_000;
const BROKEN_AT = 800;

/** Noise between -1 and 1 that is the same in every run, one stream a name. */
function noise(stream: number, minute: number): number {
  const scrambled = Math.sin((minute + 1) * 78.233 + stream * 37.719) * 43_758.5453;
  return 2 * (scrambled - Math.floor(scrambled)) - 1;
}

function seriesOf(metric: string, kind: MetricKind, valueOf: (minute: number) => number): Series {
  const points = Array.from({ length: MINUTES }, (_, minute) => {
    return { at: minute * MINUTE_MS, value: valueOf(minute), sampleCount: 400 };
  });
  return { scopeKind: "server", scope: "web-01", metric, kind, windowMs: MINUTE_MS, points };
}

/** CPU and memory that follow the load, until CPU rises and memory falls by less than either swings of itself. */
function service(shift: (minute: number) => number): Series[] {
  const load = (minute: number) => noise(1, minute);
  return [
    seriesOf("cpu_usage_percent", "gauge", (minute) => 40 + 6 * load(minute) + 0.6 * noise(2, minute) + shift(minute)),
    seriesOf(
      "memory_usage_percent",
      "gauge",
      (minute) => 50 + 6 * load(minute) + 0.6 * noise(3, minute) - shift(minute),
    ),
  ];
}

const PARTING = service((minute) => minute >= BROKEN_AT && minute < BROKEN_AT + 60 ? 3 : 0);

Deno.test("metrics that part, each within its usual swing, are told together and soon", () => {
  const found = findAnomalies(PARTING);
  assertEquals([...new Set(found.map(({ metric, direction }) => `${metric} ${direction}`))], [`${JOINT_METRIC} high`]);
  const delay = found[0]!.window_start_at / MINUTE_MS - BROKEN_AT;
  assert(delay >= 0 && delay <= 20, `${delay} minutes`);
  assert(found.every(({ window_start_at }) => window_start_at < (BROKEN_AT + 75) * MINUTE_MS));
  assert(found.every(({ observed, upper }) => observed > upper));
  assertAlmostEquals(found[0]!.expected, Math.SQRT2);
});

Deno.test("a joint departure says which metrics stand out, and which way", () => {
  const { explanation } = findAnomalies(PARTING)[0]!;
  assert(/CPU [\d.]+ deviations above/.test(explanation), explanation);
  assert(/memory [\d.]+ deviations below/.test(explanation), explanation);
});

Deno.test("a joint departure is an incident of its own", () => {
  const { incidents, signals } = mergeIncidents(findAnomalies(PARTING), PARTING);
  assertEquals(incidents.map(({ scope, metric }) => [scope, metric]), [["web-01", JOINT_METRIC]]);
  assert(incidents[0]!.summary.startsWith("web-01 was as never before in several metrics together"));
  assertEquals(signals.filter(({ is_cause_candidate }) => is_cause_candidate).length, 1);
});

Deno.test("metrics that move together as ever are no joint departure", () => {
  assertEquals(findAnomalies(service(() => 0)), []);
});

Deno.test("what one metric tells by itself is not told again", () => {
  const [cpu, memory] = service(() => 0);
  const points = cpu!.points.map((point) => ({
    ...point,
    value: point.value! + (point.at >= BROKEN_AT * MINUTE_MS ? 30 : 0),
  }));
  const found = findAnomalies([{ ...cpu!, points }, memory!]);
  assertEquals([...new Set(found.map(({ metric }) => metric))], ["cpu_usage_percent"]);
});

Deno.test("a joint departure does not depend on what comes later", () => {
  const until = (BROKEN_AT + 20) * MINUTE_MS;
  const prefix = PARTING.map((series) => ({ ...series, points: series.points.filter(({ at }) => at < until) }));
  const moments = (series: readonly Series[]) =>
    findAnomalies(series).map(({ window_start_at, score }) => [window_start_at, score]);
  assertEquals(moments(prefix), moments(PARTING).filter(([at]) => at! < until));
});
