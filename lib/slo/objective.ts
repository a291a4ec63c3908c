/** Objectives: what a scope of traffic is to keep, over which window, and when it is not held to it. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { SloWindow } from "./slo_window.ts";
import type { Span } from "./span.ts";

/** What makes an event good. */
export const INDICATORS = ["availability", "latency"] as const;

/** What makes an event good: the service did not fail, or it was fast enough. */
export type Indicator = typeof INDICATORS[number];

/** What a scope is to keep. */
export interface Objective {
  readonly name: string;
  readonly indicator: Indicator;
  /** Share of events that must be good, above 0 and below 1. */
  readonly targetRatio: number;
  /** Duration up to which a request is good, ms; null for availability. */
  readonly thresholdMs: number | null;
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly window: SloWindow;
  /** Fewest bad events in an alert's long window for it to fire. */
  readonly minBadCount: number;
}

/** What `slo.json` says, or what holds without one. */
export interface Objectives {
  readonly objectives: readonly Objective[];
  /** Spans whose minutes count for no objective. */
  readonly maintenance: readonly Span[];
  /** Whether somebody has written them, rather than taken the built-in ones. */
  readonly isWritten: boolean;
}

/** Fewest bad events for an alert where `slo.json` names no number; see `low_traffic_guard.ts`. */
export const MIN_BAD_COUNT = 10;

/** The objectives where there is no `slo.json`: over 30 days, 99.9 % of all requests answered and 95 % of them within apdex T. */
export function defaultObjectives(apdexMs: number): Objectives {
  const ofAll = { scopeKind: "all", scope: "(all)", window: "30d", minBadCount: MIN_BAD_COUNT } as const;
  return {
    objectives: [
      { name: "availability", indicator: "availability", targetRatio: 0.999, thresholdMs: null, ...ofAll },
      { name: "latency", indicator: "latency", targetRatio: 0.95, thresholdMs: apdexMs, ...ofAll },
    ],
    maintenance: [],
    isWritten: false,
  };
}
