import { assertEquals } from "@std/assert";
import { RetryChance } from "./retry_chance.ts";

Deno.test("RetryChance sinks to its least where nobody retries, and rises where all do", () => {
  const never = new RetryChance();
  const always = new RetryChance();
  assertEquals(never.value, 0.5);
  for (let i = 0; i < 5_000; i++) {
    for (const chance of [never, always]) chance.addFailure();
    always.addPossibleRetry(1);
    if (i % 100 === 99) [never, always].forEach((chance) => chance.endMinute());
  }
  assertEquals(never.value, 0.02);
  assertEquals(always.value, 0.98);
});
