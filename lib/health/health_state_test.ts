import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { HealthTrack, stateOf } from "./health_state.ts";

function statesOf(scores: readonly (number | null)[]): string[] {
  const track = new HealthTrack();
  return scores.map((score) => track.next(score));
}

Deno.test("a score that hovers at a limit does not make the state flap", () => {
  assertEquals(statesOf([79, 81, 79, 82, 80, 84]), Array(6).fill("degraded"));
});

Deno.test("a state gets worse at once, and better after two windows clear of the limit", () => {
  assertEquals(statesOf([100, 40, 86, 100]), ["healthy", "unhealthy", "unhealthy", "healthy"]);
  assertEquals(statesOf([40, 86, 40, 86, 86]), ["unhealthy", "unhealthy", "unhealthy", "unhealthy", "healthy"]);
});

Deno.test("what cannot be seen stays as bad as it was for an hour, and then nobody knows", () => {
  const states = statesOf([10, ...Array(13).fill(null)]);
  assertEquals(states.slice(0, 13), Array(13).fill("unhealthy"));
  assertEquals(states[13], "unknown");
  assertEquals(statesOf([100, null]), ["healthy", "unknown"]);
});

Deno.test("a state is never better than its score", () => {
  const order = ["healthy", "degraded", "unhealthy"];
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 })), (scores) => {
      const states = statesOf(scores);
      return scores.every((score, i) => order.indexOf(states[i]!) >= order.indexOf(stateOf(score)));
    }),
    { seed: 1 },
  );
});
