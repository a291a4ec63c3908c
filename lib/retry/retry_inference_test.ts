import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { InferredChain } from "./chain_draft.ts";
import { type KeyedRequest, RetryInference } from "./retry_inference.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A request with a start that is no whole second: start, duration, whether it failed, key. */
type Given = readonly [startedAt: number, durationMs: number, isFailed: boolean, key?: number];

function infer(given: readonly Given[]): InferredChain[] {
  const chains: InferredChain[] = [];
  const inference = new RetryInference((chain) => chains.push(chain));
  given.forEach(([startedAt, durationMs, isFailed, key = 1], request) => {
    inference.push({ request, key, startedAt: startedAt + 0.5, durationMs, isFailed });
  });
  inference.finish();
  return chains;
}

const linked = (given: readonly Given[]) => infer(given).map(({ requests }) => requests);

/** Polls on a period, from a start. */
function polls(count: number, periodMs: number, from = 0): Given[] {
  return Array.from({ length: count }, (_, i) => [from + i * periodMs, 20, false] as const);
}

Deno.test("RetryInference links a failure with the request that follows it, and tells the waits", () => {
  const [chain, ...others] = infer([[0, 100, true], [600, 100, true], [1_700, 100, false]]);
  assertEquals(chain, { requests: [0, 1, 2], waitsMs: [500, 1_000], pattern: "exponential" });
  assertEquals(others, []);
});

Deno.test("RetryInference takes no request for a retry that began before the failure had ended", () => {
  assertEquals(linked([[0, 5_000, true], [1_000, 50, false]]), []);
  assertEquals(linked([[0, 5_000, true], [1_000, 50, false], [5_100, 50, false]]), [[0, 2]]);
});

Deno.test("RetryInference lets moments of whole seconds be a second apart, and others not", () => {
  const at = (startedAt: number, durationMs: number, isFailed: boolean, request: number): KeyedRequest => (
    { request, key: 1, startedAt, durationMs, isFailed }
  );
  const count = (requests: readonly KeyedRequest[]) => {
    let found = 0;
    const inference = new RetryInference(() => found++);
    requests.forEach((request) => inference.push(request));
    inference.finish();
    return found;
  };
  assertEquals(count([at(1_740, 260, true, 0), at(1_960, 40, false, 1)]), 1);
  assertEquals(count([at(1_741, 260, true, 0), at(1_962, 40, false, 1)]), 0);
});

Deno.test("RetryInference follows no success, and nothing after a minute", () => {
  assertEquals(linked([[0, 100, false], [300, 100, false]]), []);
  assertEquals(linked([[0, 100, true], [MINUTE + 200, 100, false]]), []);
});

Deno.test("RetryInference keeps clients apart, however their requests interleave", () => {
  const given: Given[] = [[0, 10, true, 1], [5, 10, true, 2], [210, 10, false, 2], [300, 10, false, 1]];
  assertEquals(linked(given).toSorted(), [[0, 3], [1, 2]]);
});

Deno.test("RetryInference leaves a poller alone that fails and comes back on its period, and finds one that comes earlier", () => {
  const failing = (next: number): Given[] => [...polls(20, 10 * SECOND), [200 * SECOND, 20, true], [next, 20, false]];
  assertEquals(linked(failing(210 * SECOND)), []);
  assertEquals(linked(failing(201 * SECOND)), [[20, 21]]);
});

Deno.test("RetryInference leaves a poller alone during an outage of its server", () => {
  const outage = polls(10, 5 * SECOND, 100 * SECOND).map(([at, ms]): Given => [at, ms, true]);
  assertEquals(linked([...polls(20, 5 * SECOND), ...outage]), []);
});

Deno.test("RetryInference does not take the next user of a busy address for a retry", () => {
  const gaps = fc.sample(fc.integer({ min: 1, max: 99 }).map((percent) => -400 * Math.log(percent / 100)), {
    seed: 5,
    numRuns: 5_000,
  });
  let at = 0;
  const users = gaps.map((gap, i): Given => [Math.round(at += gap), 20, i % 50 === 0]);
  const falseCount = linked(users).reduce((sum, requests) => sum + requests.length - 1, 0);
  assert(falseCount <= 0.005 * users.length, `${falseCount} of ${users.length}`);
});

Deno.test("RetryInference tells that many clients came back in the same instant", () => {
  const failures = Array.from({ length: 20 }, (_, key): Given => [key * 97, 10, true, key]);
  const retries = Array.from({ length: 20 }, (_, key): Given => [10_040 + key, 10, false, key]);
  const patterns = infer([...failures, ...retries]).map(({ pattern }) => pattern);
  assertEquals(patterns, Array(20).fill("synchronised"));
});

Deno.test("RetryInference finds the same chains when the clients are more than it remembers at once", () => {
  const strangers = Array.from({ length: 3_000 }, (_, i): Given => [i * 2 * SECOND, 10, false, 100 + i]);
  const retrying = Array.from({ length: 50 }, (_, i): Given[] => [
    [i * 2 * MINUTE + 100, 10, true],
    [i * 2 * MINUTE + 400, 10, false],
  ]).flat();
  const given = [...strangers, ...retrying].toSorted((a, b) => a[0] - b[0]);
  assertEquals(linked(given).length, 50);
});

Deno.test("RetryInference gives chains whose waits and requests fit together, of any requests", () => {
  const requests = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 3_000 }), fc.boolean(), fc.nat(4)),
    { maxLength: 200 },
  );
  const property = fc.property(requests, (drawn) => {
    const given = drawn.toSorted((a, b) => a[0] - b[0]);
    const seen = new Set<number>();
    for (const { requests, waitsMs } of infer(given)) {
      assertEquals(waitsMs.length, requests.length - 1);
      for (const [i, request] of requests.entries()) {
        assert(!seen.has(request), "in two chains");
        seen.add(request);
        assertEquals(given[request]![3], given[requests[0]!]![3]);
        if (i === 0) continue;
        const before = given[requests[i - 1]!]!;
        assert(before[2] && given[request]![0] >= before[0] + before[1] - 1);
      }
    }
  });
  fc.assert(property, { seed: 6, numRuns: 200 });
});
