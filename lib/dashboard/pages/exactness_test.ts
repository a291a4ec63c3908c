import { assertEquals, assertStringIncludes } from "@std/assert";
import { sketchOf } from "../../traffic/latency_sketch.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { renderExactness } from "./exactness.ts";

const NOON = Date.UTC(2026, 4, 5, 12);
const MINUTE_MS = 60_000;

function render(rows: Readonly<Record<string, readonly unknown[]>>): string {
  const context: PageContext = {
    ...readPageQuery(new URLSearchParams("last=1h"), NOON),
    rows: (name) => (rows[name] ?? []) as readonly ViewRow[],
    now: NOON,
    mayChange: false,
    asset: (name) => name,
  };
  return renderExactness(context);
}

/** The value and the meaning of a row. */
function rowOf(html: string, what: string): readonly string[] {
  const row = html.split("<tr>").find((one) => one.includes(`>${what}<`)) ?? "";
  return [...row.matchAll(/<td[^>]*>([^<]*)</g)].map(([, text]) => text!);
}

Deno.test("the error of sketches, gaps and requests that are not kept are measured", () => {
  const windows = [50, 10, 9].map((before, place) => ({
    window_start_at: NOON - before * MINUTE_MS,
    request_count: 40,
    max_duration_ms: place === 1 ? 1_000 : 20,
  }));
  const latencies = [{ minute_at: NOON, latency_sketch: sketchOf([...Array.from({ length: 89 }, () => 20), 1_000]) }];
  const html = render({ windows, latencies, keptRequests: [{ count: 60 }] });
  assertEquals(rowOf(html, "Error of percentiles, at most")[0], "1.0 %");
  assertStringIncludes(rowOf(html, "Error that was measured")[1]!, "the longest request took 1.00 s, by the sketches");
  assertEquals(Number.parseFloat(rowOf(html, "Error that was measured")[0]!) <= 1, true);
  assertEquals(rowOf(html, "Requests with a duration")[0], "75.0 %");
  assertEquals(rowOf(html, "Minutes without a request")[0], "39");
  assertEquals(rowOf(html, "Single requests that are kept")[0], "50.0 %");
});

Deno.test("of time of which nothing is known nothing is claimed", () => {
  assertStringIncludes(render({}), "Nothing is known of this time.");
});
