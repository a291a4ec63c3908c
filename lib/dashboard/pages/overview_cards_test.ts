import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sketchOf } from "../../traffic/latency_sketch.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { overviewCards } from "./overview_cards.ts";

const NOON = Date.UTC(2026, 4, 5, 12);

function contextOf(rows: Readonly<Record<string, readonly unknown[]>>): PageContext {
  return {
    ...readPageQuery(new URLSearchParams("last=1h"), NOON),
    rows: (name) => (rows[name] ?? []) as readonly ViewRow[],
    now: NOON,
    mayChange: false,
    asset: (name) => name,
  };
}

Deno.test("percentiles of a span are those of all its durations, not the means of its windows'", () => {
  const quick = { minute_at: NOON - 120_000, latency_sketch: sketchOf(Array.from({ length: 98 }, () => 10)) };
  const slow = { minute_at: NOON - 60_000, latency_sketch: sketchOf([1_000, 1_000]) };
  const windows = [10, 1_000].map((p99, place) => ({
    window_start_at: NOON - (2 - place) * 60_000,
    request_count: [98, 2][place],
    p99_duration_ms: p99,
    p95_duration_ms: p99,
  }));
  const cards = overviewCards(contextOf({ windows, latencies: [quick, slow], latenciesBefore: [slow] }));
  const card = (label: string) => cards.find((one) => one.label === label)!;
  assertAlmostEquals(card("95th percentile").value!, 10, 0.1);
  assertAlmostEquals(card("99th percentile").value!, 1_000, 10);
  assertAlmostEquals(card("99th percentile").before!, 1_000, 10);
  assertEquals(card("Median latency").points.length, 2);
});
