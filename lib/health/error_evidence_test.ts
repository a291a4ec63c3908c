import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { lowerBadRatio } from "../slo/low_traffic_guard.ts";
import { ErrorEvidence } from "./error_evidence.ts";

/** The sure ratio after windows of [requests, failures]. */
function sureRatio(...windows: readonly (readonly [number, number])[]): number | null {
  const evidence = new ErrorEvidence();
  const ratios = windows.map(([request_count, server_error_count]) =>
    evidence.next({ request_count, server_error_count })
  );
  return ratios.at(-1)!;
}

Deno.test("a window with enough requests stands for itself", () => {
  assertEquals(sureRatio([40, 40], [40, 20]), lowerBadRatio({ eventCount: 40, badCount: 20 }));
  assertEquals(sureRatio([40, 40], [40, 0]), 0);
});

Deno.test("one or two failures prove nothing, of however few requests", () => {
  assertEquals([sureRatio([1, 1]), sureRatio([2, 2]), sureRatio([2, 1]), sureRatio([300, 2])], [0, 0, 0, 0]);
});

Deno.test("few requests are judged together with those before: a server that always fails is found out", () => {
  assertEquals(sureRatio([2, 2], [2, 2]), lowerBadRatio({ eventCount: 4, badCount: 4 }));
  assert(sureRatio([2, 2], [2, 2])! > 0.25);
  assertAlmostEquals(sureRatio([9, 0], [1, 1], [2, 2])!, lowerBadRatio({ eventCount: 12, badCount: 3 }));
});

Deno.test("what failed before is not held against a window in which nothing fails", () => {
  assertEquals(sureRatio([2, 2], [2, 2], [2, 0]), 0);
});

Deno.test("evidence is an hour old at most, and without requests there is none", () => {
  const silent = Array<readonly [number, number]>(11).fill([0, 0]);
  assertEquals(sureRatio([2, 2], ...silent), null);
  assertEquals(sureRatio([2, 2], ...silent, [2, 2]), 0);
  assert(sureRatio([2, 2], ...silent.slice(1), [2, 2])! > 0);
});
