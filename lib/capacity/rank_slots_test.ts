import { assert, assertEquals } from "@std/assert";
import type { ServerGroup, ServerLoad } from "./lose_servers.ts";
import { type HourToCome, rankSlots } from "./rank_slots.ts";

const HOUR_MS = 3_600_000;
const server = (serverId: string): ServerLoad => ({
  serverId,
  region: null,
  throughput: 25,
  highest: 30,
  law: { basePercent: 5, percentPerRps: 2 },
});
const GROUP: ServerGroup = {
  scopeKind: "pool",
  scope: "shop",
  busiest: 100,
  servers: ["a", "b", "c", "d"].map(server),
};
const CANDIDATE = { scopeKind: "server", scope: "a", server: GROUP.servers[0]! } as const;

/** A day whose traffic is least at three in the morning, with some uncertainty. */
const DAY: HourToCome[] = Array.from({ length: 24 }, (_, hour) => {
  const expected = 60 - 40 * Math.cos(2 * Math.PI * (hour - 3) / 24);
  return { at: hour * HOUR_MS, expected, upper: 1.2 * expected };
});
const options = { hours: DAY, objections: [] as string[], madeAt: -24 * HOUR_MS };

Deno.test("the best slot is where least has to move, and slots do not overlap", () => {
  const slots = rankSlots(CANDIDATE, GROUP, options);
  assertEquals(slots.map(({ rank }) => rank), [1, 2, 3]);
  assertEquals(slots[0]!.starts_at, 2 * HOUR_MS);
  assertEquals(slots[0]!.ends_at, 4 * HOUR_MS);
  const starts = slots.map(({ starts_at }) => starts_at / HOUR_MS).sort((a, b) => a - b);
  assert(starts.every((start, place) => place === 0 || start - starts[place - 1]! >= 2));
  assert(slots.every(({ is_recommended }) => is_recommended));
});

Deno.test("what moves is the server's share of what is expected", () => {
  const [best] = rankSlots(CANDIDATE, GROUP, options);
  const inSlot = (DAY[2]!.expected + DAY[3]!.expected) * 3_600;
  assertEquals(Math.round(best!.moved_request_count), Math.round(inSlot / 4));
  assert(best!.explanation.startsWith("without a about "), best!.explanation);
});

Deno.test("slots are planned for the upper end: where the others could not carry it, no slot is recommended", () => {
  const heavy = DAY.map((hour) => ({ ...hour, upper: 5 * hour.expected + 60 }));
  const slots = rankSlots(CANDIDATE, GROUP, { ...options, hours: heavy });
  assert(slots.every(({ verdict, is_recommended }) => verdict === "saturates" && !is_recommended));
});

Deno.test("an open incident or a spent budget speaks against any slot, and is told", () => {
  const [best] = rankSlots(CANDIDATE, GROUP, { ...options, objections: ["an incident of pool shop is open"] });
  assertEquals([best!.verdict, best!.is_recommended], ["survives", false]);
  assert(best!.explanation.endsWith("; an incident of pool shop is open."));
});

Deno.test("the only server can never be spared, and without hours or traffic there is no slot", () => {
  const alone = { ...GROUP, servers: GROUP.servers.slice(0, 1) };
  assert(rankSlots(CANDIDATE, alone, options).every(({ verdict }) => verdict === "saturates"));
  assertEquals(rankSlots(CANDIDATE, GROUP, { ...options, hours: [] }), []);
  assertEquals(rankSlots(CANDIDATE, GROUP, { ...options, hours: DAY.slice(0, 1) }), []);
  const idle = { ...GROUP, servers: GROUP.servers.map((one) => ({ ...one, throughput: 0 })) };
  assertEquals(rankSlots(CANDIDATE, idle, options), []);
});
