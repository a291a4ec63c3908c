import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { findEpisodes } from "./find_episodes.ts";
import type { LoadMinute } from "./load_minute.ts";
import { CALM, STORM, SURGE, SUSTAINED, trialMinutes } from "./trial_minutes.ts";

const inAll = (minutes: LoadMinute[]) => [{ scopeKind: "all", scope: "(all)", minutes }];
const kindsIn = (minutes: LoadMinute[]) => findEpisodes(inAll(minutes)).map(({ kind }) => kind);

Deno.test("a storm is told with its time, its gain and what it cost", () => {
  const [storm, ...others] = findEpisodes(inAll(trialMinutes(CALM, STORM, CALM)));
  assertEquals(others, []);
  assertEquals([storm!.kind, storm!.started_at, storm!.ended_at], ["storm", 60 * 60_000, 80 * 60_000]);
  assertEquals([storm!.trigger_kind, storm!.trigger_ended_at], ["failures", null]);
  assertEquals([storm!.original_count, storm!.retry_count], [2_000, 1_900]);
  assertAlmostEquals(storm!.gain_ratio, 95 / 98);
  assertAlmostEquals(storm!.peak_amplification, 1.95);
  assertAlmostEquals(storm!.wasted_ratio!, 98 / 195);
  assertEquals([storm!.goodput_before_ratio, storm!.goodput_ratio], [1, 0.97]);
  assert(
    storm!.explanation.startsWith("Retry storm of 20 min in all traffic: 96.9 % of what failed came back as a retry"),
  );
});

Deno.test("an outage whose clients give up after a few patient retries is no storm, however much it amplifies", () => {
  const x = 0.7 * 0.9;
  const retries = Math.round(100 * (x + x ** 2 + x ** 3));
  const outage = { minutes: 30, originals: 100, retries, successes: Math.round(0.1 * (100 + retries)) };
  assertEquals(kindsIn(trialMinutes(CALM, outage, CALM)), []);
});

Deno.test("load that stays when the surge has gone, with little goodput, is a metastable state", () => {
  const [state, ...others] = findEpisodes(inAll(trialMinutes(CALM, SURGE, SUSTAINED, CALM)));
  assertEquals(others, []);
  assertEquals([state!.kind, state!.trigger_kind], ["metastable", "surge"]);
  assertAlmostEquals(state!.trigger_ended_at! / 60_000, 68, 1);
  assertAlmostEquals(state!.goodput_ratio, 0.35, 0.02);
  assertEquals(state!.ended_at, 93 * 60_000);
  assert(state!.explanation.includes("waiting does not end it"), state!.explanation);
});

Deno.test("a surge that takes its retries with it when it goes is no metastable state", () => {
  assertEquals(kindsIn(trialMinutes(CALM, { ...SURGE, minutes: 40, retries: 200, successes: 100 }, CALM)), []);
});

Deno.test("the same load and goodput without a surge before it are a storm: nothing tells that their trigger has gone", () => {
  assertEquals(kindsIn(trialMinutes(CALM, SUSTAINED, CALM)), ["storm"]);
});

Deno.test("retries after a surge that bring the goodput back are no metastable state", () => {
  const after = (successes: number) => kindsIn(trialMinutes(CALM, SURGE, { ...STORM, successes }, CALM));
  assertEquals([after(99).includes("metastable"), after(50)], [false, ["metastable"]]);
});

Deno.test("a storm that the minutes end in still lasts, and needs no calm before it", () => {
  const [storm] = findEpisodes(inAll(trialMinutes(STORM)));
  assertEquals([storm!.ended_at, storm!.goodput_before_ratio], [null, null]);
});

Deno.test("an episode is told of the kind of scope that it amplifies most, of the narrower one where that is the same", () => {
  const storm = trialMinutes(CALM, STORM, CALM);
  const diluted = trialMinutes(CALM, { ...STORM, originals: 200, successes: 197 }, CALM);
  const loads = [
    { scopeKind: "all", scope: "(all)", minutes: diluted },
    { scopeKind: "pool", scope: "shop", minutes: storm },
    { scopeKind: "region", scope: "north", minutes: storm },
    { scopeKind: "region", scope: "south", minutes: trialMinutes(CALM, CALM) },
  ];
  assertEquals(findEpisodes(loads).map(({ scope }) => scope), ["north"]);
});

Deno.test("two regions with a storm each are two episodes", () => {
  const minutes = trialMinutes(CALM, STORM, CALM);
  const loads = ["north", "south"].map((scope) => ({ scopeKind: "region", scope, minutes }));
  assertEquals(findEpisodes(loads).map(({ scope }) => scope), ["north", "south"]);
});
