import { assertAlmostEquals } from "@std/assert";
import { CommonGaps } from "./common_gaps.ts";

Deno.test("CommonGaps is the life table of returns: those who came in an interval of those still away", () => {
  const common = new CommonGaps();
  for (let i = 0; i < 100_000; i++) common.addAnswer();
  for (let i = 0; i < 40_000; i++) common.addReturn(1_100);
  for (let i = 0; i < 30_000; i++) common.addReturn(20_000);
  const width = 1_024 * Math.SQRT2 - 1_024;
  assertAlmostEquals(common.at(1_100).hazard, 0.4 / width, 0.001 / width);
  assertAlmostEquals(common.at(20_000).survival, 0.6, 0.001);
  assertAlmostEquals(common.at(20_000).hazard, 0.5 / (16_384 * Math.SQRT2 - 16_384), 1e-6);
  assertAlmostEquals(common.at(60_000).survival, 0.3, 0.001);
});
