import { assertEquals } from "@std/assert";
import { knownSpans } from "./known_spans.ts";
import { DAY, HOUR, MINUTE, MONDAY } from "./trial_traffic.ts";

const dayWith = (number: number, firstHour: number, lastHour: number) => {
  const day = MONDAY + number * DAY;
  return { day, first_at: day + firstHour * HOUR, last_at: day + lastHour * HOUR };
};

Deno.test("knownSpans() knows the night between two days, and nothing of a day without requests", () => {
  assertEquals(knownSpans([dayWith(0, 8, 20), dayWith(1, 7, 21), dayWith(3, 9, 9)]), [
    { from: MONDAY + 8 * HOUR, to: MONDAY + DAY + 21 * HOUR + MINUTE },
    { from: MONDAY + 3 * DAY + 9 * HOUR, to: MONDAY + 3 * DAY + 9 * HOUR + MINUTE },
  ]);
  assertEquals(knownSpans([]), []);
});
