import { assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { type BudgetSpecification, budgetText, DEFAULT_BUDGETS, makeBudget } from "./budget_specification.ts";
import { parseBudget } from "./parse_budget.ts";

const refuses = (text: string, message: string) =>
  assertThrows(() => parseBudget(text), RangeError, `Cannot read the retry budget "${text}": ${message}`);

Deno.test("parseBudget() reads what budgetText() writes, for every kind", () => {
  const percent = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
  const count = fc.integer({ min: 1, max: 60 });
  const specification: fc.Arbitrary<BudgetSpecification> = fc.oneof(
    fc.record({
      kind: fc.constantFrom("finagle", "linkerd"),
      ratio: percent,
      minRetriesPerSecond: count,
      ttlSeconds: count,
    }),
    fc.record({ kind: fc.constant("envoy"), ratio: percent, minConcurrency: count }),
    fc.record({ kind: fc.constant("breaker"), maxRetries: count }),
    fc.record({ kind: fc.constant("throttling"), multiplier: count, windowSeconds: count }),
    fc.record({ kind: fc.constant("ratio"), ratio: percent, maxAttempts: count }),
    fc.record({ kind: fc.constant("attempts"), maxAttempts: count }),
  );
  fc.assert(fc.property(specification, (one) => assertEquals(parseBudget(budgetText(one)), one)), { seed: 5 });
});

Deno.test("parseBudget() takes the defaults for what is left out", () => {
  for (const budget of Object.values(DEFAULT_BUDGETS)) assertEquals(parseBudget(budget.kind), budget);
  assertEquals(parseBudget("finagle: 12.5% , 0/s"), {
    kind: "finagle",
    ratio: 0.125,
    minRetriesPerSecond: 0,
    ttlSeconds: 10,
  });
});

Deno.test("parseBudget() names what is wrong, where, and how it is written", () => {
  refuses("finangle:20%", 'no budget is called "finangle", one of finagle:20%,10/s,10s, linkerd:');
  refuses("toString", 'no budget is called "toString"');
  refuses("finagle:20", 'number 1 is "20", a number from 0% to 100000% as in finagle:20%,10/s,10s is needed');
  refuses("finagle:20%,10", 'number 2 is "10", a whole number from 0/s to 1000000/s');
  refuses("linkerd:20%,10/s,90s", 'number 3 is "90s", a whole number from 1s to 60s');
  refuses("envoy:-5%", 'number 1 is "-5%"');
  refuses("envoy:20%,3,4", "it has 3 numbers, at most 2 as in envoy:20%,3 is needed");
  refuses("envoy:20%:3", "it has a second colon");
  refuses("attempts:0", 'number 1 is "0", a whole number from 1 to 100');
  refuses("attempts:1.5", 'number 1 is "1.5"');
  refuses("throttling:0.5", 'number 1 is "0.5", a number from 1 to 1000');
});

Deno.test("makeBudget() makes each kind with a memory of its own", () => {
  for (const specification of Object.values(DEFAULT_BUDGETS)) {
    const [one, other] = [makeBudget(specification), makeBudget(specification)];
    one.admitOriginals({ at: 0, count: 1_000, acceptedCount: 1_000, activeCount: 100 });
    const retry = { at: 0, durationMs: 1_000, retry: 1, isAccepted: true, share: 1 };
    assertEquals(one.admitRetry(retry), 1, specification.kind);
    assertEquals(other.admitRetry(retry), specification.kind === "ratio" ? 0 : 1, specification.kind);
  }
});
