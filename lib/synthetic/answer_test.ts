import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { answer, TIMEOUT_MS } from "./answer.ts";
import { type Conditions, serverConditions } from "./conditions.ts";
import { NO_EFFECT } from "./incident_kind.ts";
import { METHODS } from "./method.ts";
import { Random } from "./random.ts";
import { blankRequest } from "./request.ts";

const HEALTHY = serverConditions(0, 40, NO_EFFECT);

function answers(methodName: string, conditions: Conditions, count = 20_000) {
  const random = new Random(9, "answers");
  const method = METHODS.findIndex(({ name }) => name === methodName);
  return Array.from({ length: count }, () => {
    const request = { ...blankRequest(), method };
    answer(request, conditions, random);
    return request;
  });
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!;

Deno.test("answer() takes the median service time of the method on an idle server", () => {
  assertAlmostEquals(median(answers("GET", HEALTHY).map((request) => request.durationMs)), 60, 1.5);
  assertAlmostEquals(median(answers("POST", HEALTHY).map((request) => request.durationMs)), 110, 3);
});

Deno.test("answer() lengthens the duration by the slowdown, not the work", () => {
  const slow = answers("GET", { ...HEALTHY, slowdown: 3 });
  assertAlmostEquals(median(slow.map((request) => request.durationMs)), 180, 5);
  assertAlmostEquals(median(slow.map((request) => request.serviceMs)), 60, 1.5);
});

Deno.test("answer() gives up at the time limit with 504", () => {
  for (const request of answers("GET", { ...HEALTHY, slowdown: 10_000 }, 100)) {
    assertEquals(request.status >= 500, true);
    if (request.status === 504) assert(request.durationMs >= TIMEOUT_MS && request.durationMs < TIMEOUT_MS + 100);
  }
});

Deno.test("answer() refuses at once and without work when the incident breaks everything", () => {
  for (
    const request of answers("GET", { ...HEALTHY, incidentRatio: 1, failureRatio: 1, incidentStatuses: [502] }, 100)
  ) {
    assertEquals([request.status, request.serviceMs], [502, 0]);
    assert(request.durationMs < 50);
  }
});

Deno.test("answer() sends no body with 204, 304 and HEAD, and whole bytes always", () => {
  for (const request of [...answers("GET", HEALTHY), ...answers("DELETE", HEALTHY), ...answers("HEAD", HEALTHY)]) {
    assert(Number.isInteger(request.sentBytes) && request.sentBytes > 0);
    const isBodyless = request.status === 204 || request.status === 304;
    if (isBodyless) assert(request.sentBytes <= 300);
  }
  assert(median(answers("HEAD", HEALTHY).map((request) => request.sentBytes)) < 300);
  assertAlmostEquals(median(answers("GET", HEALTHY).map((request) => request.sentBytes)), 17_000, 1_500);
});
