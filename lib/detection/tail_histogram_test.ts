import { assert, assertEquals } from "@std/assert";
import { LEAST_PROBABILITY, TailHistogram } from "./tail_histogram.ts";

/** The numbers between 0 and 1 that spread most evenly, in the order of the golden ratio's multiples. */
function even(i: number): number {
  return (0.5 + i * 0.6180339887498949) % 1;
}

function learnt(quantile: (share: number) => number, count = 20_000, memory = 1e6): TailHistogram {
  const tail = new TailHistogram(memory);
  for (let i = 0; i < count; i++) tail.learn(quantile(even(i)));
  return tail;
}

Deno.test("TailHistogram tells the tail of an exponential, a normal-like and a heavy-tailed law within a factor 2", () => {
  const laws = {
    exponential: (share: number) => -Math.log(1 - share),
    "normal-like": (share: number) => Math.sqrt(-2 * Math.log(1 - share)),
    pareto: (share: number) => Math.pow(1 - share, -0.4),
  };
  for (const [name, quantile] of Object.entries(laws)) {
    const tail = learnt(quantile);
    for (const probability of [0.5, 0.1, 1e-2, 1e-3, 1e-4]) {
      const ratio = tail.probability(quantile(1 - probability)) / probability;
      assert(ratio > 0.5 && ratio < 2, `${name} at ${probability}: ${ratio}`);
    }
  }
});

Deno.test("TailHistogram counts half of the ties", () => {
  const tail = learnt((share) => share < 0.9 ? 1 : 3);
  assert(Math.abs(tail.probability(1) - 0.55) < 0.01, `${tail.probability(1)}`);
});

Deno.test("TailHistogram is never more certain for a smaller deviation", () => {
  const tail = learnt((share) => -Math.log(1 - share), 3000);
  let previous = 1;
  for (let deviation = 0; deviation < 100; deviation += 0.01) {
    const probability = tail.probability(deviation);
    assert(probability <= previous + 1e-12, `${deviation}: ${probability} > ${previous}`);
    previous = probability;
  }
});

Deno.test("TailHistogram tells no less than the least probability", () => {
  assertEquals(learnt((share) => share, 1000).probability(1e9), LEAST_PROBABILITY);
});

Deno.test("TailHistogram forgets", () => {
  const tail = new TailHistogram(1000);
  for (let i = 0; i < 20_000; i++) tail.learn(10 * even(i));
  const before = tail.probability(5);
  for (let i = 0; i < 20_000; i++) tail.learn(even(i));
  assert(before > 0.4 && tail.probability(5) < 1e-4);
});
