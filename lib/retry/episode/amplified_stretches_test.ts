import { assertAlmostEquals, assertEquals } from "@std/assert";
import { amplifiedStretches, peakAmplification } from "./amplified_stretches.ts";
import { CALM, STORM, trialMinutes } from "./trial_minutes.ts";

Deno.test("amplifiedStretches() finds the minutes that retries amplify, and no others", () => {
  const minutes = trialMinutes(CALM, STORM, CALM, { ...STORM, minutes: 7 }, CALM);
  assertEquals(amplifiedStretches(minutes), [{ from: 60, to: 80 }, { from: 140, to: 147 }]);
});

Deno.test("amplifiedStretches() is not divided by a good minute, and ends with the minutes", () => {
  const minutes = trialMinutes(CALM, STORM, { ...CALM, minutes: 2 }, STORM);
  assertEquals(amplifiedStretches(minutes), [{ from: 60, to: 102 }]);
});

Deno.test("amplifiedStretches() takes four minutes, few retries and the tenth of a retry budget for nothing", () => {
  const short = trialMinutes(CALM, { ...STORM, minutes: 4 }, CALM);
  const few = trialMinutes(CALM, { minutes: 20, originals: 4, retries: 3 }, CALM);
  const budgeted = trialMinutes(CALM, { minutes: 60, originals: 100, retries: 11, successes: 50 }, CALM);
  for (const minutes of [short, few, budgeted, []]) assertEquals(amplifiedStretches(minutes), []);
});

Deno.test("peakAmplification() is that of the worst five minutes", () => {
  const minutes = trialMinutes({ ...STORM, retries: 50 }, { ...STORM, minutes: 5, retries: 150 }, STORM);
  assertAlmostEquals(peakAmplification(minutes, { from: 0, to: minutes.length }), 2.5);
});
