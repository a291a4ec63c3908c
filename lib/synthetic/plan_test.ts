import { assertEquals, assertThrows } from "@std/assert";
import { DEFAULT_PLAN, syntheticPlan } from "./plan.ts";

Deno.test("syntheticPlan() fills what is not given with the default day", () => {
  assertEquals(syntheticPlan(), DEFAULT_PLAN);
  assertEquals(syntheticPlan({ seed: 7 }), { ...DEFAULT_PLAN, seed: 7 });
});

Deno.test("syntheticPlan() says which number is out of its range", () => {
  assertThrows(() => syntheticPlan({ requests: 0 }), RangeError, "requests is 0, an integer from 1");
  assertThrows(() => syntheticPlan({ days: 1.5 }), RangeError, "days is 1.5");
  assertThrows(() => syntheticPlan({ regions: 9 }), RangeError, "from 1 to 8");
  assertThrows(() => syntheticPlan({ servers: 3 }), RangeError, "servers is 3, an integer from 4");
  assertThrows(() => syntheticPlan({ seed: NaN }), RangeError, "seed is NaN");
});

Deno.test("syntheticPlan() wants to start with a whole minute", () => {
  assertThrows(() => syntheticPlan({ startAt: 60_001 }), RangeError, "startAt is 60001, a whole minute is needed");
});

Deno.test("syntheticPlan() names the incident kinds when one is unknown", () => {
  const unknown = JSON.parse('["earthquake"]');
  assertThrows(
    () => syntheticPlan({ incidents: unknown }),
    RangeError,
    'no incident kind "earthquake", known are latency',
  );
});
