import { assertEquals, assertStringIncludes } from "@std/assert";
import { sparkline } from "./sparkline.ts";

Deno.test("sparkline() draws known values from the left to the right edge", () => {
  const svg = sparkline([{ at: 0, value: 1 }, { at: 5, value: null }, { at: 10, value: 3 }], "red");
  assertStringIncludes(svg, `points="2.0,26.0 118.0,2.0"`);
});

Deno.test("sparkline() draws a constant in the middle, and nothing of one value", () => {
  assertStringIncludes(sparkline([{ at: 0, value: 4 }, { at: 1, value: 4 }], "red"), "2.0,14.0 118.0,14.0");
  assertEquals(sparkline([{ at: 0, value: 1 }], "red"), "");
});
