import { assertEquals } from "@std/assert";
import { gradeEpisodes } from "./retry_episodes.ts";

Deno.test("ten days with every kind of incident have their storm and their metastable state named, clean days none", () => {
  const seeds = Array.from({ length: 10 }, (_, i) => 42 + i);
  assertEquals(gradeEpisodes(seeds), {
    plantedCount: 20,
    foundCount: 20,
    namedCount: 20,
    falseCount: 0,
    falseOnCleanDays: 0,
  });
});
