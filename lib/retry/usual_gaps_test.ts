import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { CommonGaps } from "./common_gaps.ts";

import { UsualGaps } from "./usual_gaps.ts";

const NOBODY = new CommonGaps();

function gaps(given: readonly number[]): UsualGaps {
  const usual = new UsualGaps();
  given.forEach((gap) => usual.add(gap));
  return usual;
}

Deno.test("UsualGaps of a client without a history is what all clients do", () => {
  for (const gap of [0, 1, 500, 1e6]) assertEquals(gaps([]).hazard(gap, NOBODY), NOBODY.at(Math.max(gap, 1)).hazard);
});

Deno.test("UsualGaps of a poller is high around its period alone", () => {
  const poller = gaps(Array(16).fill(10_000));
  const atPeriod = poller.hazard(10_000, NOBODY);
  assert(atPeriod > 1 / 10_000);
  for (const gap of [100, 1_000, 5_000]) assert(poller.hazard(gap, NOBODY) < atPeriod / 100, `${gap}`);
});

Deno.test("UsualGaps of independent users is at least about their rate, however long ago the last one came", () => {
  const quantiles = Array.from({ length: 16 }, (_, i) => -2_000 * Math.log(1 - (i + 0.5) / 16));
  for (const gap of [10, 300, 2_000, 8_000]) {
    const hazard = 2_000 * gaps(quantiles).hazard(gap, NOBODY);
    assert(hazard > 0.9 && hazard < 6, `${gap} ms: ${hazard} of the rate`);
  }
});

Deno.test("UsualGaps forgets a period that has passed", () => {
  const poller = gaps([...Array(16).fill(1_000), ...Array(16).fill(60_000)]);
  assertAlmostEquals(poller.hazard(1_000, NOBODY) / gaps(Array(16).fill(60_000)).hazard(1_000, NOBODY), 1, 1e-9);
});
