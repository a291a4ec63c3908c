import { assertAlmostEquals, assertEquals } from "@std/assert";
import { RepeatGate } from "./repeat_gate.ts";

const SETTINGS = { hold: 3, memory: 10, escalation: 2, deduction: 0.5 };

Deno.test("RepeatGate lets an onset through, and what follows only where it has doubled", () => {
  const gate = new RepeatGate(SETTINGS);
  assertEquals([0.4, 0.4, 0.7, 1.5].map((score) => gate.admit(score, 1)), [0.4, 0, 0, 1.5 - 0.5 * 0.7]);
});

Deno.test("RepeatGate holds a peak for its time and lets it fade then", () => {
  const gate = new RepeatGate(SETTINGS);
  gate.admit(1, 1);
  for (let value = 0; value < 3; value++) assertEquals(gate.admit(0, 1), 0);
  for (let value = 0; value < 9; value++) gate.admit(0, 1);
  assertAlmostEquals(gate.admit(1, 1), 1 - 0.5 * Math.exp(-1), 1e-12);
});

Deno.test("RepeatGate counts finer values as parts", () => {
  const [whole, fifths] = [new RepeatGate(SETTINGS), new RepeatGate(SETTINGS)];
  whole.admit(1, 1);
  fifths.admit(1, 0.2);
  for (let value = 0; value < 20; value++) whole.admit(0, 1);
  for (let value = 0; value < 100; value++) fifths.admit(0, 0.2);
  assertAlmostEquals(whole.admit(2, 0), fifths.admit(2, 0), 0.02);
});
