import { assert, assertEquals } from "@std/assert";
import { Random } from "./random.ts";
import { drawWaitMs, IMPATIENT, isRetryable, PATIENT } from "./retry.ts";

Deno.test("isRetryable() takes server errors and too many requests, no fault of the client", () => {
  assertEquals([200, 304, 404, 429, 500, 502, 503, 504].filter(isRetryable), [429, 500, 502, 503, 504]);
});

Deno.test("drawWaitMs() doubles for patient clients, with half of the wait left to chance", () => {
  const random = new Random(1, "wait");
  for (const [retry, longest] of [[1, 500], [2, 1_000], [3, 2_000]] as const) {
    const waits = Array.from({ length: 500 }, () => drawWaitMs(random, PATIENT, retry));
    assert(waits.every((wait) => wait >= longest / 2 && wait < longest));
    assert(Math.max(...waits) - Math.min(...waits) > 0.45 * longest);
  }
});

Deno.test("drawWaitMs() never grows for impatient clients", () => {
  assert(drawWaitMs(new Random(1, "wait"), IMPATIENT, 8) <= IMPATIENT.firstWaitMs);
});
