/** What is known of an objective's events, for any span of time in a few steps. @module */
import type { EventCounts } from "./good_events.ts";
import { joinSpans, lengthOf, overlap, type Span, subtractSpans } from "./span.ts";

const MINUTE_MS = 60_000;

/** The events of a minute. */
export interface MinuteEvents {
  /** Start of the minute, ms since 1970. */
  readonly minute_at: number;
  readonly event_count: number;
  readonly bad_count: number;
}

/** When there are minutes at all, and when none counts. */
export interface RecordSpans {
  /** Spans of which the traffic is known, quiet or not. */
  readonly known: readonly Span[];
  readonly maintenance: readonly Span[];
}

/**
 * The events of one objective as running sums, so that the counts of any span are a difference: the parts of a span add up to the whole.
 *
 * Minutes that a maintenance span touches hold no events, and their time is no time.
 */
export class EventRecord {
  /** Spans of which the traffic is known and counts, in order of time. */
  readonly known: readonly Span[];
  readonly #maintenance: readonly Span[];
  readonly #times: Float64Array;
  readonly #events: Float64Array;
  readonly #bad: Float64Array;

  /** @param minutes in order of time; a minute without events may be left out */
  constructor(minutes: readonly MinuteEvents[], { known, maintenance }: RecordSpans) {
    this.#maintenance = joinSpans(maintenance.map(wholeMinutes));
    this.known = subtractSpans(joinSpans(known), this.#maintenance);
    const counted = minutes.filter(({ minute_at }) => !isWithin(this.#maintenance, minute_at));
    this.#times = Float64Array.from(counted, ({ minute_at }) => minute_at);
    this.#events = runningSums(counted.map(({ event_count }) => event_count));
    this.#bad = runningSums(counted.map(({ bad_count }) => bad_count));
  }

  /** Counts the events of the minutes that begin in a span. */
  countsIn({ from, to }: Span): EventCounts {
    const [first, end] = [this.#placeOf(from), this.#placeOf(Math.max(from, to))];
    return {
      eventCount: this.#events[end]! - this.#events[first]!,
      badCount: this.#bad[end]! - this.#bad[first]!,
    };
  }

  /** Measures how much of a span is known, in ms without maintenance. */
  knownMs(span: Span): number {
    return sharedMs(this.known, span);
  }

  /** Measures how much of a span counts, known or not: its length without maintenance, in ms. */
  usableMs(span: Span): number {
    return lengthOf(span) - sharedMs(this.#maintenance, span);
  }

  /** The number of minutes that begin before a moment. */
  #placeOf(at: number): number {
    let [low, high] = [0, this.#times.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#times[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Widens a span to the minutes that it touches. */
function wholeMinutes({ from, to }: Span): Span {
  return { from: Math.floor(from / MINUTE_MS) * MINUTE_MS, to: Math.ceil(to / MINUTE_MS) * MINUTE_MS };
}

function isWithin(spans: readonly Span[], at: number): boolean {
  return spans.some(({ from, to }) => from <= at && at < to);
}

function sharedMs(spans: readonly Span[], span: Span): number {
  return spans.reduce((sum, other) => sum + lengthOf(overlap(span, other)), 0);
}

/** Sums before each value, and after the last. */
function runningSums(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, i) => sums[i + 1] = sums[i]! + value);
  return sums;
}
