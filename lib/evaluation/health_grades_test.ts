import { assert, assertEquals } from "@std/assert";
import { healthGrades } from "./health_grades.ts";

Deno.test("healthGrades() finds every server that a planted incident harms, and next to none that is well", () => {
  const [usual, byLog, quiet] = healthGrades([1, 2]);
  for (const { harmedCount, foundCount, calmCount, falseCount } of [usual!, byLog!]) {
    assert(harmedCount > 20);
    assertEquals(foundCount, harmedCount);
    assert(falseCount <= calmCount / 500);
  }
  assert(usual!.medianDelayMinutes! <= 10);
  assert(quiet!.foundCount > quiet!.harmedCount / 2 && quiet!.falseCount <= quiet!.calmCount / 500);
});

Deno.test("healthGrades() gives the same grades for the same seeds", () => {
  assertEquals(healthGrades([3]), healthGrades([3]));
});
