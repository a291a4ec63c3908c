import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { WindowedSum } from "./windowed_sum.ts";

Deno.test("WindowedSum forgets an amount after nine to ten tenths of its window", () => {
  const sum = new WindowedSum(1_000);
  sum.add(50, 3);
  assertEquals([sum.at(999), sum.at(1_000)], [3, 0]);
  sum.add(1_999, 4);
  assertEquals([sum.at(2_899), sum.at(2_900)], [4, 0]);
});

Deno.test("WindowedSum is empty after a pause of any length", () => {
  const sum = new WindowedSum(1_000);
  sum.add(0, 3);
  assertEquals(sum.at(1_000_000_000), 0);
});

Deno.test("WindowedSum agrees with adding up the slots that the window still has", () => {
  const steps = fc.array(fc.record({ wait: fc.nat(700), amount: fc.integer({ min: -5, max: 5 }) }), { maxLength: 60 });
  const property = fc.property(steps, (given) => {
    const sum = new WindowedSum(1_000);
    const added: { at: number; amount: number }[] = [];
    let at = 0;
    for (const { wait, amount } of given) {
      at += wait;
      sum.add(at, amount);
      added.push({ at, amount });
      const slot = Math.floor(at / 100);
      const kept = added.filter((one) => Math.floor(one.at / 100) > slot - 10);
      assertAlmostEquals(sum.at(at), kept.reduce((total, one) => total + one.amount, 0));
    }
  });
  fc.assert(property, { seed: 11, numRuns: 200 });
});
