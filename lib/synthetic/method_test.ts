import { assert, assertAlmostEquals } from "@std/assert";
import { METHODS } from "./method.ts";

Deno.test("the shares of the methods add up to 1", () => {
  assertAlmostEquals(METHODS.reduce((sum, method) => sum + method.share, 0), 1, 1e-9);
});

Deno.test("healthy answers are never server errors", () => {
  for (const method of METHODS) assert(method.statuses.every((status) => status >= 200 && status < 500), method.name);
});
