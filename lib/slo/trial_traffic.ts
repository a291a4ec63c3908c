/** Traffic and objectives for tests, with numbers that a hand can check. @module */
import { EventRecord } from "./event_record.ts";
import type { Objective } from "./objective.ts";
import type { Span } from "./span.ts";

/** Monday 2026-06-01. */
export const MONDAY = Date.UTC(2026, 5, 1);
/** Milliseconds of a minute. */
export const MINUTE = 60_000;
/** Milliseconds of an hour. */
export const HOUR = 60 * MINUTE;
/** Milliseconds of a day. */
export const DAY = 24 * HOUR;

/** 99 % available over 10 days, unless told otherwise: of 1,000 requests ten may fail. */
export function objectiveWith(values: Partial<Objective> = {}): Objective {
  return {
    name: "shop",
    indicator: "availability",
    targetRatio: 0.99,
    thresholdMs: null,
    scopeKind: "all",
    scope: "(all)",
    window: "10d",
    minBadCount: 10,
    ...values,
  };
}

/** What {@linkcode steadyTraffic} is like. */
export interface Traffic {
  readonly perMinute?: number;
  /** Bad events of the minute with that number, from 0. */
  readonly bad?: (minute: number) => number;
  readonly maintenance?: readonly Span[];
}

/** Makes the record of so many ms of steady traffic from {@linkcode MONDAY} on. */
export function steadyTraffic(lengthMs: number, { perMinute = 10, bad = () => 0, maintenance = [] }: Traffic = {}) {
  const minutes = Array.from({ length: lengthMs / MINUTE }, (_, i) => ({
    minute_at: MONDAY + i * MINUTE,
    event_count: perMinute,
    bad_count: bad(i),
  }));
  return new EventRecord(minutes, { known: [{ from: MONDAY, to: MONDAY + lengthMs }], maintenance });
}
