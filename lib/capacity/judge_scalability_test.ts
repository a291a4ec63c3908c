import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { judgeScalability } from "./judge_scalability.ts";
import { uslKnee, type UslParameters, uslThroughput } from "./usl.ts";

const TRUTH = { gamma: 30, alpha: 0.02, beta: 0.0009 };
const KNEE = uslKnee(TRUTH)!;

/** Noise between -1 and 1 that is the same in every run. */
function noise(seed: number): number {
  const scrambled = Math.sin(seed * 78.233) * 43_758.5453;
  return 2 * (scrambled - Math.floor(scrambled)) - 1;
}

/** A day of minutes whose concurrency swings between two levels. */
function day(lowest: number, highest: number, law: UslParameters = TRUTH) {
  return Array.from({ length: 1_440 }, (_, minute) => {
    const swing = (1 - Math.cos(2 * Math.PI * minute / 1_440)) / 2;
    const concurrency = lowest * (highest / lowest) ** swing * (1 + 0.05 * noise(minute + 1));
    return { concurrency, throughput: uslThroughput(law, concurrency) * (1 + 0.05 * noise(minute + 5_000)) };
  });
}

Deno.test("a day that comes near the knee places it", () => {
  const { verdict, knee } = judgeScalability(day(2, 1.3 * KNEE));
  assertEquals(verdict, "limit_known");
  assertAlmostEquals(knee!.at, KNEE, 0.1 * KNEE);
  assert(knee!.lower < knee!.at && knee!.at < knee!.upper);
});

Deno.test("a day that stays far below the knee does not", () => {
  const { verdict, knee, reason } = judgeScalability(day(0.2, 3));
  assertEquals([verdict, knee], ["no_limit_seen", null]);
  assert(reason.length > 0);
});

Deno.test("chance in durations is not taken for a limit", () => {
  const minutes = Array.from({ length: 1_440 }, (_, minute) => {
    const throughput = 20 * Math.exp(0.8 * Math.sin(minute / 229));
    return { throughput, concurrency: throughput * 0.1 * Math.exp(0.8 * noise(minute)) };
  });
  assertEquals(judgeScalability(minutes).verdict, "no_limit_seen");
});

Deno.test("a load that hardly varies tells nothing, and so does one without company", () => {
  assertEquals(judgeScalability(day(10, 14)), {
    verdict: "cannot_tell",
    fit: null,
    knee: null,
    reason: "the load hardly varied",
  });
  assertEquals(judgeScalability(day(0.01, 0.9)).reason, "there was hardly ever more than one request in flight");
  assertEquals(judgeScalability([]).reason, "there are too few minutes with traffic and durations");
});
