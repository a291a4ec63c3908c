/** What a chart of traffic or latency shows, in words. @module */
import type { Sketch } from "../../table/table.ts";
import { quantile } from "../../traffic/latency_sketch.ts";
import { scopeWords } from "../../anomaly/words.ts";
import type { ScopeKind } from "../../traffic/traffic_minute.ts";
import type { PageScope, ViewRow } from "../page.ts";
import { numberOf } from "../parts/series.ts";
import { shortMomentIn, showLatency, showNumber, showPercent } from "../parts/show.ts";

/** Factor of the median from which a peak is one. */
const PEAK_FACTOR = 1.8;
/** Share of failures from which traffic is said to fail. */
const FAILING = 0.02;

/** Says how busy a scope was, and when most of it failed. @param rows of `kpis`, in order of time @param zone IANA name of the zone that moments are told in */
export function trafficTitle(rows: readonly ViewRow[], { kind, name }: PageScope, zone: string): string {
  const time = shortMomentIn(zone);
  const busiest = most(rows, "requests_per_second");
  if (busiest === null) return "Traffic";
  const worst = most(rows, "server_error_ratio");
  if (worst !== null && worst.value >= FAILING) {
    return `At ${time(worst.at)} ${scopeWords(kind as ScopeKind, name)} failed ${showPercent(worst.value)} of requests`;
  }
  const usual = middle(rows, "requests_per_second");
  return busiest.value >= PEAK_FACTOR * usual
    ? `Traffic peaked at ${showNumber(busiest.value)} requests/s at ${time(busiest.at)}, usually ${showNumber(usual)}`
    : `About ${showNumber(usual)} requests/s, at most ${showNumber(busiest.value)} at ${time(busiest.at)}`;
}

/** Says how slow it usually is, and when it was slowest. @param rows of `kpis`, in order of time @param zone IANA name of the zone that moments are told in */
export function latencyTitle(rows: readonly ViewRow[], zone: string): string {
  const worst = most(rows, "p95_duration_ms");
  if (worst === null) return "Latency";
  const usual = middle(rows, "p95_duration_ms");
  return worst.value >= PEAK_FACTOR * usual
    ? `p95 rose to ${showLatency(worst.value)} at ${shortMomentIn(zone)(worst.at)}, usually ${showLatency(usual)}`
    : `p95 is steady at about ${showLatency(usual)}`;
}

/** Says how durations are spread. @param all the durations, added up */
export function spreadTitle(all: Sketch): string {
  const [half, tail] = [quantile(all, 0.5), quantile(all, 0.99)];
  return half === null
    ? "How durations are spread"
    : `Half of the requests took up to ${showLatency(half)}, one in a hundred more than ${showLatency(tail)}`;
}

function most(rows: readonly ViewRow[], column: string): { readonly at: number; readonly value: number } | null {
  let best: { at: number; value: number } | null = null;
  for (const row of rows) {
    const value = numberOf(row, column);
    if (value !== null && (best === null || value > best.value)) {
      best = { at: numberOf(row, "window_start_at") ?? 0, value };
    }
  }
  return best;
}

function middle(rows: readonly ViewRow[], column: string): number {
  const values = rows.flatMap((row) => numberOf(row, column) ?? []).sort((a, b) => a - b);
  return values[values.length >> 1] ?? 0;
}
