import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { budgetShare, BURN_RATE_PAIRS, pairsOf } from "./burn_rate_pairs.ts";
import { MINUTE } from "./trial_traffic.ts";

const minutesOf = (window: Parameters<typeof pairsOf>[0]) =>
  pairsOf(window).map(({ factor, longMs, shortMs }) => [factor, longMs / MINUTE, shortMs / MINUTE]);

Deno.test("the pairs of 30 days are those of the workbook", () => {
  const workbook = [[14.4, 60, 5], [6, 360, 30], [3, 1_440, 120], [1, 4_320, 360]];
  assertEquals(minutesOf("30d"), workbook);
  assertEquals(minutesOf("month"), workbook);
});

Deno.test("the pairs of 30 days spend 2, 5, 10 and 10 % of the budget before they fire", () => {
  for (const [i, share] of [0.02, 0.05, 0.1, 0.1].entries()) {
    assertAlmostEquals(budgetShare(BURN_RATE_PAIRS[i]!, "30d"), share);
  }
});

Deno.test("pairs are stretched with the window, in whole minutes, so that they keep their factors", () => {
  assertEquals(minutesOf("7d"), [[14.4, 14, 2], [6, 84, 7], [3, 336, 28], [1, 1_008, 84]]);
  assertEquals(minutesOf("90d"), [[14.4, 180, 15], [6, 1_080, 90], [3, 4_320, 360], [1, 12_960, 1_080]]);
});

Deno.test("pairs of any window spend the shares of the workbook, as exactly as whole minutes allow", () => {
  for (let days = 1; days <= 366; days++) {
    for (const [i, pair] of pairsOf(`${days}d`).entries()) {
      assert(pair.shortMs < pair.longMs, `${days} ${pair.name}`);
      const rounding = pair.factor * MINUTE / (days * 1_440 * MINUTE);
      assertAlmostEquals(budgetShare(pair, `${days}d`), [0.02, 0.05, 0.1, 0.1][i]!, rounding);
    }
  }
});
