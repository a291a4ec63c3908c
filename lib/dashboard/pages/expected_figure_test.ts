import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import type { PageContext, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { expectedFigure, renderMetricField, seriesRead } from "./expected_figure.ts";

const NOON = Date.UTC(2026, 4, 5, 12);
const MINUTE_MS = 60_000;
const queryOf = (text: string) => readPageQuery(new URLSearchParams(text), NOON);

function contextOf(text: string, rows: readonly ViewRow[]): PageContext {
  return {
    ...queryOf(text),
    rows: (name) => name === "series" ? rows : [],
    now: NOON,
    mayChange: false,
    asset: (name) => name,
  };
}

/** Two hours of minutes of about 100, the last of them 900. */
function minutes(time: string, metric: string): ViewRow[] {
  return Array.from({ length: 120 }, (_, i) => ({
    [time]: NOON - (120 - i) * MINUTE_MS,
    [metric]: i === 119 ? 900 : 100 + i % 3,
    request_count: 100,
  }));
}

Deno.test("expectedFigure() tells the minutes of the chosen metric that lie outside of the band", () => {
  const figure = expectedFigure(
    contextOf("last=1h&metric=p99_duration_ms", minutes("window_start_at", "p99_duration_ms")),
  );
  assertStringIncludes(figure.title, "99th percentile: 1 of 60 minutes");
  const last = figure.rows.at(-1)!;
  assertEquals(last.observed, 900);
  assert(Number(last.upper) < 200);
});

Deno.test("expectedFigure() draws what machines told of a server, several samples of a minute as their mean", () => {
  const samples = minutes("timestamp", "cpu_usage_percent").flatMap((row) => [
    { ...row, cpu_usage_percent: Number(row.cpu_usage_percent) / 10 - 1 },
    { ...row, timestamp: Number(row.timestamp) + 15_000, cpu_usage_percent: Number(row.cpu_usage_percent) / 10 + 1 },
  ]);
  const figure = expectedFigure(contextOf("last=1h&scope=server:web-1&metric=cpu_usage_percent", samples));
  assertStringIncludes(figure.title, "CPU of server web-1: 1 of 60 minutes");
  assertEquals(figure.rows.at(-1)!.observed, 90);
});

Deno.test("seriesRead() reads the metrics of machines for servers alone, and a metric that nobody knows as the usual one", () => {
  assertEquals(seriesRead(queryOf("scope=server:web-1&metric=cpu_usage_percent")).view, "server_metrics");
  assertEquals(seriesRead(queryOf("scope=region:eu&metric=cpu_usage_percent")).view, "kpis");
  assertFalse(renderMetricField(queryOf("")).includes("cpu_usage_percent"));
  const field = renderMetricField(queryOf(`metric=${encodeURIComponent(`"><script>`)}`));
  assertStringIncludes(field, `<option value="p95_duration_ms" selected>`);
  assertFalse(field.includes("<script>"));
});
