/** Spans of time, from their start up to but not including their end. @module */

/** A span of time, ms since 1970: `from` belongs to it, `to` does not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Length of a span in ms; 0 where it ends before it starts. */
export function lengthOf({ from, to }: Span): number {
  return Math.max(0, to - from);
}

/** The part that two spans share; empty, with its end before its start, where they share none. */
export function overlap(a: Span, b: Span): Span {
  return { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
}

/**
 * Joins spans that touch or overlap, in order of time; empty ones go.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const spans = [{ from: 5, to: 9 }, { from: 0, to: 2 }, { from: 2, to: 3 }];
 * assertEquals(joinSpans(spans), [{ from: 0, to: 3 }, { from: 5, to: 9 }]);
 * ```
 */
export function joinSpans(spans: readonly Span[]): Span[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of spans.filter((span) => lengthOf(span) > 0).toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return joined;
}

/** Takes away from joined spans what lies in others, joined too. */
export function subtractSpans(spans: readonly Span[], others: readonly Span[]): Span[] {
  return others.reduce<readonly Span[]>(
    (rest, other) =>
      rest.flatMap(({ from, to }) =>
        [{ from, to: Math.min(to, other.from) }, { from: Math.max(from, other.to), to }]
          .filter((part) => lengthOf(part) > 0)
      ),
    spans,
  ).slice();
}
