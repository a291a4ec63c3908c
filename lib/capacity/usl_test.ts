import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { uslKnee, uslPeak, uslThroughput } from "./usl.ts";

Deno.test("without contention and coherency throughput grows in proportion", () => {
  assertEquals([1, 2, 40].map((n) => uslThroughput({ gamma: 25, alpha: 0, beta: 0 }, n)), [25, 50, 1_000]);
});

Deno.test("without coherency the law is Amdahl's, which nears gamma / alpha", () => {
  const law = { gamma: 10, alpha: 0.1, beta: 0 };
  assertAlmostEquals(uslThroughput(law, 10), 10 * 10 / 1.9);
  assertEquals(uslKnee(law), null);
  assertEquals(uslPeak(law), 100);
  assert(uslThroughput(law, 1e9) < 100);
});

Deno.test("with coherency throughput is greatest at the root of (1 - alpha) / beta", () => {
  const law = { gamma: 50, alpha: 0.04, beta: 0.0006 };
  const knee = uslKnee(law)!;
  assertAlmostEquals(knee, 40);
  assert(uslThroughput(law, knee) > uslThroughput(law, knee - 1));
  assert(uslThroughput(law, knee) > uslThroughput(law, knee + 1));
  assertAlmostEquals(uslPeak(law)!, 50 * 40 / (1 + 0.04 * 39 + 0.0006 * 40 * 39));
});
