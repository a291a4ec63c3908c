import { assertEquals, assertStringIncludes } from "@std/assert";
import type { PageContext, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { readBySamples, renderMeasureField, serverWindowOf, valuesOf } from "./server_measures.ts";
import { outlierRows } from "./server_trends.ts";

const NOON = Date.UTC(2026, 4, 5, 12);

function contextOf(query: string, rows: Readonly<Record<string, readonly ViewRow[]>>): PageContext {
  return {
    ...readPageQuery(new URLSearchParams(query), NOON),
    rows: (name) => rows[name] ?? [],
    now: NOON,
    mayChange: false,
    asset: (name) => name,
  };
}

Deno.test("servers are read in windows that are few enough for the time", () => {
  const readOf = (query: string) => readBySamples(contextOf(query, {}).range);
  assertEquals(readOf("last=1h").view, "server_metrics");
  assertEquals([readOf("last=7d").view, readOf("last=7d").only], ["server_metric_windows", { window: ["hour"] }]);
  assertEquals(serverWindowOf(contextOf("last=90d", {}).range), "day");
});

Deno.test("of samples of one minute the last one counts, and what has no server is left out", () => {
  const sample = (server_id: string, second: number, cpu_usage_percent: number | null) => (
    { server_id, timestamp: NOON + 1_000 * second, cpu_usage_percent }
  );
  const bySamples = [sample("a", 0, 10), sample("a", 30, 20), sample("a", 60, null), sample("b", 61, 5)];
  const byRequests = ["a", "(none)"].map((scope) => ({ scope, window_start_at: NOON, p95_duration_ms: 7 }));
  const context = contextOf("last=1h", { bySamples, byRequests });
  assertEquals(valuesOf(context, "cpu_usage_percent"), [
    { server: "a", from: NOON, value: 20 },
    { server: "b", from: NOON + 60_000, value: 5 },
  ]);
  assertEquals(valuesOf(context, "p95_duration_ms"), [{ server: "a", from: NOON, value: 7 }]);
});

Deno.test("a server that is not like its peers is named with what is usual for them", () => {
  const bySamples = [40, 41, 42, 43, 90].map((memory_usage_percent, i) => (
    { server_id: `web-${i}`, window_start_at: NOON, memory_usage_percent }
  ));
  const current = bySamples.map(({ server_id }) => ({ server_id, peers: "eu" }));
  const [row, ...others] = outlierRows(contextOf("last=24h", { bySamples, current }));
  assertEquals({ ...row, score: 0 }, {
    ...{ server: "web-4", peers: "eu", measure: "memory" },
    ...{ value: "90.0 %", median: "42.0 %", score: 0 },
  });
  assertEquals(others, []);
});

Deno.test("a measure that there is not is the usual one", () => {
  const field = renderMeasureField(contextOf("measure=constructor", {}));
  assertStringIncludes(field, '<option value="p95_duration_ms" selected>');
});
