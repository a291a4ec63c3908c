import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { joinSpans, lengthOf, overlap, type Span, subtractSpans } from "./span.ts";

const SPANS = fc.array(fc.record({ from: fc.nat(50), to: fc.nat(50) }), { maxLength: 6 });

function numbersIn(spans: readonly Span[]): number[] {
  return Array.from({ length: 51 }, (_, i) => i).filter((i) => spans.some(({ from, to }) => from <= i && i < to));
}

Deno.test("joinSpans() holds the same moments, in order and apart from each other", () => {
  fc.assert(
    fc.property(SPANS, (spans) => {
      const joined = joinSpans(spans);
      assertEquals(numbersIn(joined), numbersIn(spans));
      for (const [i, { from, to }] of joined.entries()) {
        assertEquals(from < to && from > (joined[i - 1]?.to ?? -1), true);
      }
    }),
    { seed: 2 },
  );
});

Deno.test("subtractSpans() holds the moments of the first that are in none of the others", () => {
  fc.assert(
    fc.property(SPANS, SPANS, (a, b) => {
      const rest = subtractSpans(joinSpans(a), joinSpans(b));
      const others = new Set(numbersIn(b));
      assertEquals(numbersIn(rest), numbersIn(a).filter((i) => !others.has(i)));
    }),
    { seed: 3 },
  );
});

Deno.test("lengthOf() an overlap is zero where spans only touch or lie apart", () => {
  const lengths = [[0, 5], [5, 9], [3, 9], [1, 2]].map(([from, to]) =>
    lengthOf(overlap({ from: 0, to: 5 }, { from: from!, to: to! }))
  );
  assertEquals(lengths, [5, 0, 2, 1]);
});
