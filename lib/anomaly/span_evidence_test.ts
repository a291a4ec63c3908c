import { assertEquals } from "@std/assert";
import { SpanEvidence, strongestSurprise } from "./span_evidence.ts";

Deno.test("SpanEvidence sums the newest windows and forgets those before the last ten", () => {
  const evidence = new SpanEvidence();
  for (let window = 1; window <= 12; window++) evidence.push(window, 1);
  assertEquals([1, 3, 10].map((span) => evidence.observed(span)), [12, 33, 75]);
  assertEquals(evidence.expected(10), 10);
});

Deno.test("SpanEvidence counts windows that were not yet seen, or were forgotten, as nothing", () => {
  const evidence = new SpanEvidence();
  evidence.push(5, 2);
  assertEquals(evidence.observed(10), 5);
  evidence.clear();
  assertEquals([evidence.observed(10), evidence.expected(10)], [0, 0]);
});

Deno.test("strongestSurprise() takes the span that departs most in the direction of the newest window", () => {
  const surprises: Record<number, number> = { 1: -2, 3: 4, 5: 0, 10: -3 };
  assertEquals(strongestSurprise(-1, (span) => surprises[span]!), -3);
  assertEquals(strongestSurprise(1, (span) => surprises[span]!), 4);
});

Deno.test("strongestSurprise() is 0 where no span departs that way", () => {
  assertEquals(strongestSurprise(1, () => -1), 0);
});
