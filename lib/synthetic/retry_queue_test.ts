import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { RetryQueue } from "./retry_queue.ts";

const pending = (at: number) => ({ at, client: 0, method: 0, retry: 1, chain: 1 });

Deno.test("RetryQueue hands retries out in order of time, whatever the order they come in", () => {
  const property = fc.property(fc.array(fc.integer({ min: 0, max: 50 })), (moments) => {
    const queue = new RetryQueue();
    for (const at of moments) queue.push(pending(at));
    assertEquals(moments.map(() => queue.pop()!.at), moments.toSorted((a, b) => a - b));
    assertEquals(queue.size, 0);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});

Deno.test("RetryQueue keeps its order while retries come and go", () => {
  const steps = fc.array(fc.option(fc.integer({ min: 0, max: 1_000 })), { maxLength: 200 });
  const property = fc.property(steps, (moments) => {
    const queue = new RetryQueue();
    let waiting: number[] = [];
    for (const at of moments) {
      if (at === null) {
        assertEquals(queue.pop()?.at, waiting.shift());
      } else {
        queue.push(pending(at));
        waiting = [...waiting, at].sort((a, b) => a - b);
      }
      assertEquals(queue.nextAt, waiting[0] ?? Infinity);
    }
  });
  fc.assert(property, { seed: 2 });
});

Deno.test("pop() of an empty queue is undefined", () => {
  assertEquals(new RetryQueue().pop(), undefined);
});
