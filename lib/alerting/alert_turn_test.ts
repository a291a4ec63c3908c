import { assertEquals } from "@std/assert";
import { alertTurn, type Known } from "./alert_turn.ts";

Deno.test("alertTurn() evaluates when another minute is known, and when it has been analysed", async () => {
  let known: Known = { until: 1, foundUntil: 0 };
  const evaluated: Known[] = [];
  const turn = alertTurn(() => known, (at) => Promise.resolve(evaluated.push(at)), () => {});
  await turn();
  await turn();
  known = { until: 2, foundUntil: 0 };
  await turn();
  known = { until: 2, foundUntil: 2 };
  await turn();
  assertEquals(evaluated, [{ until: 1, foundUntil: 0 }, { until: 2, foundUntil: 0 }, { until: 2, foundUntil: 2 }]);
});

Deno.test("alertTurn() says what has failed, and goes on", async () => {
  const warnings: string[] = [];
  let until = 1;
  const turn = alertTurn(
    () => ({ until, foundUntil: 0 }),
    () => Promise.reject(new Error("held")),
    (_, fields) => warnings.push(String(fields?.error)),
  );
  await turn();
  until = 2;
  await turn();
  assertEquals(warnings, ["Error: held", "Error: held"]);
});
