import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { adaptiveThrottling, DEFAULT_THROTTLING, rejectionChance } from "./adaptive_throttling.ts";

/** Requests a second that reach a service in the end that can do 100, of clients who want 1,000. */
function reaching(multiplier: number): number {
  const budget = adaptiveThrottling({ ...DEFAULT_THROTTLING, multiplier });
  let share = 1;
  for (let second = 0; second < 1_200; second++) {
    const acceptedCount = Math.min(1_000, 100 / share);
    share = budget.admitOriginals({ at: 1_000 * second, count: 1_000, acceptedCount, activeCount: 0 });
  }
  return 1_000 * share;
}

Deno.test("rejectionChance() is none while the service accepts at least one of K requests", () => {
  assertEquals([rejectionChance(0, 0, 2), rejectionChance(200, 100, 2), rejectionChance(200, 150, 2)], [0, 0, 0]);
  assertAlmostEquals(rejectionChance(200, 50, 2), 100 / 201);
});

Deno.test("with K = 2 a service ends up rejecting one request for each that it accepts, whatever clients want", () => {
  const sent = reaching(2);
  assert(sent > 190 && sent < 210, `${sent}`);
});

Deno.test("with K = 1.1 it rejects one for ten accepted", () => {
  const sent = reaching(1.1);
  assert(sent > 105 && sent < 115, `${sent}`);
});

Deno.test("throttling lets everything pass again two minutes after the service has recovered", () => {
  const budget = adaptiveThrottling(DEFAULT_THROTTLING);
  const passed = (second: number, acceptedCount: number) =>
    budget.admitOriginals({ at: 1_000 * second, count: 100, acceptedCount, activeCount: 0 });
  for (let second = 0; second < 10; second++) passed(second, 0);
  assert(passed(10, 0) < 0.01);
  for (let second = 400; second < 530; second++) passed(second, 100);
  assertEquals(passed(530, 100), 1);
});

Deno.test("a retry is throttled by its chance and counts as a request even so", () => {
  const budget = adaptiveThrottling(DEFAULT_THROTTLING);
  budget.admitOriginals({ at: 0, count: 99, acceptedCount: 22, activeCount: 0 });
  const retry = { at: 500, durationMs: 1, retry: 1, isAccepted: false, share: 1 };
  assertAlmostEquals(budget.admitRetry(retry), 0.45);
  assertAlmostEquals(budget.admitRetry(retry), 1 - 56 / 101);
});
