import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { isFiring, pairBurnRate } from "./burn_alert.ts";
import { pairsOf } from "./burn_rate_pairs.ts";
import { DAY, HOUR, MINUTE, MONDAY, objectiveWith, steadyTraffic } from "./trial_traffic.ts";

const [FAST] = pairsOf("30d");
const MONTHLY = objectiveWith({ window: "30d" });

Deno.test("pairBurnRate() is the lower burn rate of the two windows, null where one has no events", () => {
  const record = steadyTraffic(HOUR, { bad: (minute) => minute >= 57 ? 10 : 0 });
  const now = MONDAY + HOUR;
  assertAlmostEquals(pairBurnRate(MONTHLY, record, FAST!, now)!, 30 / 600 / 0.01);
  assertAlmostEquals(pairBurnRate(MONTHLY, record, FAST!, now + 4 * MINUTE)!, 30 / 560 / 0.01);
  assertEquals(pairBurnRate(MONTHLY, record, FAST!, now + 5 * MINUTE), null);
});

Deno.test("an outage pages when an hour has burned 14.4 times too much, and stops 5 minutes after its end", () => {
  // Target 99 %: 14.4 % of the 600 requests of an hour are 86.4; to be sure of more it takes 101, which the 11th minute of the outage brings.
  const record = steadyTraffic(4 * HOUR, { bad: (minute) => minute >= 120 && minute < 140 ? 10 : 0 });
  const firing = Array.from({ length: 240 }, (_, i) => i).filter((minute) =>
    isFiring(MONTHLY, record, FAST!, MONDAY + minute * MINUTE)
  );
  assertEquals([firing[0], firing.at(-1), firing.length], [131, 144, 14]);
});

Deno.test("three failures in a quiet night page nobody, ten in a busier hour of the same ratio do", () => {
  const strict = objectiveWith({ window: "30d", targetRatio: 0.999 });
  const page = (perMinute: number, bad: number) => {
    const record = steadyTraffic(DAY, { perMinute, bad: (minute) => minute >= 1_437 ? bad : 0 });
    return isFiring(strict, record, FAST!, MONDAY + DAY);
  };
  assertEquals([page(1, 1), page(10, 1), page(4, 4)], [false, false, true]);
});

Deno.test("more errors never silence an alert", () => {
  const minutes = fc.array(fc.nat(10), { minLength: 180, maxLength: 180 });
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: 1, max: 180 }), (bad, worse, end) => {
      const firing = (counts: (minute: number) => number) =>
        isFiring(MONTHLY, steadyTraffic(3 * HOUR, { perMinute: 20, bad: counts }), FAST!, MONDAY + end * MINUTE);
      const before = firing((i) => bad[i]!);
      assert(!before || firing((i) => bad[i]! + worse[i]!));
    }),
    { seed: 10 },
  );
});
