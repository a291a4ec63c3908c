/** Picks the slices that are to blame for a departure out of all that share its excess. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { SliceExcess } from "./explain_excess.ts";
import type { SeriesCatalog, TimeRange } from "./series_catalog.ts";
import { percentWords, scopeWords } from "./words.ts";

/** Smallest share of the excess that makes a slice its carrier. */
const SMALLEST_SHARE = 0.6;
/** How much larger the share of the excess must be than the share of the traffic: most of the traffic has most of it. */
const SMALLEST_LIFT = 1.5;

/** A slice that carries a departure. */
export interface Carrier extends SliceExcess {
  /** Share of all requests that usually pass it, 0..1. */
  readonly trafficShare: number;
}

/**
 * Picks the slices that carry most of an excess and more than their traffic explains, narrowest first; at most one a
 * kind of scope.
 */
export function carriersOf(shares: readonly SliceExcess[], catalog: SeriesCatalog, range: TimeRange): Carrier[] {
  const seen = new Set<ScopeKind>();
  const carriers: Carrier[] = [];
  for (const slice of shares) {
    if (slice.share < SMALLEST_SHARE || seen.has(slice.scopeKind)) continue;
    seen.add(slice.scopeKind);
    const trafficShare = catalog.usualTrafficShare(slice, range);
    if (slice.share >= SMALLEST_LIFT * trafficShare) carriers.push({ ...slice, trafficShare });
  }
  return carriers.sort((a, b) => a.trafficShare - b.trafficShare);
}

/** Says in one sentence which slices carry an excess. */
export function explanationWords(carriers: readonly Carrier[]): string {
  if (carriers.length === 0) return "No single slice of the traffic carries the excess.";
  const parts = carriers.map(({ scopeKind, scope, share }, index) => {
    const name = scopeKind === "server" ? `server ${scope}` : scopeWords(scopeKind, scope);
    return `${name}${index === 0 ? " carries" : ""} ${percentWords(Math.min(1, share))}`;
  });
  return `${parts[0]} of the excess${parts.slice(1).map((part) => `, ${part}`).join("")}.`;
}
