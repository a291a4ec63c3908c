/**
 * Where in the day the incidents are.
 *
 * Each day's incidents come in random order with random lengths, and what is left of the day is cut at random between
 * them, so that none overlaps another and each has quiet minutes before it in which the ordinary can be learnt. An
 * incident of a part of the fleet falls on regions in proportion to their traffic at that hour, and one that needs
 * load on the region that is nearest to its own peak.
 *
 * @module
 */
import { choice, drawChoice } from "./distribution.ts";
import type { Fleet } from "./fleet.ts";
import type { Incident } from "./incident.ts";
import { type IncidentKind, SEEDED_KINDS } from "./incident_kind.ts";
import { INCIDENT_PROFILES } from "./incident_profile.ts";
import { DAY_MINUTES, MINUTE_MS, type SyntheticPlan } from "./plan.ts";
import { Random } from "./random.ts";
import { trafficRate } from "./traffic_shape.ts";

const FIRST_MINUTE = 120;
const LAST_MINUTE = DAY_MINUTES - 60;

/** Minutes between incidents, for queues and retries to settle. */
const QUIET_MINUTES = 30;

const FEWEST_SEEDED = 6;

/**
 * Places the incidents of a plan, in order of time.
 *
 * @throws {RangeError} when a day is too short for the incidents asked for
 */
export function placeIncidents(plan: SyntheticPlan, fleet: Fleet): Incident[] {
  return Array.from({ length: plan.days }, (_, day) => {
    const random = new Random(plan.seed, `incidents/${day}`);
    return placeDay(random, kindsOfDay(random, plan.incidents), day * DAY_MINUTES, plan, fleet);
  }).flat();
}

function kindsOfDay(random: Random, incidents: SyntheticPlan["incidents"]): IncidentKind[] {
  if (incidents === "none") return [];
  if (incidents !== "seeded") return shuffle(random, incidents);
  const count = FEWEST_SEEDED + random.below(SEEDED_KINDS.length - FEWEST_SEEDED + 1);
  return shuffle(random, SEEDED_KINDS).slice(0, count);
}

function placeDay(
  random: Random,
  kinds: readonly IncidentKind[],
  firstMinute: number,
  plan: SyntheticPlan,
  fleet: Fleet,
): Incident[] {
  const lengths = kinds.map((kind) => drawMinutes(random, kind));
  const gaps = drawGaps(random, kinds.length, spareMinutes(lengths));
  let minute = firstMinute + FIRST_MINUTE;
  return kinds.map((kind, index) => {
    const startMinute = minute + gaps[index]!;
    const endMinute = startMinute + lengths[index]!;
    minute = endMinute + QUIET_MINUTES;
    const at = plan.startAt + startMinute * MINUTE_MS;
    return { kind, startMinute, endMinute, ...drawScope(random, kind, at, fleet), strength: random.uniform() };
  });
}

function drawMinutes(random: Random, kind: IncidentKind): number {
  const { minMinutes, maxMinutes } = INCIDENT_PROFILES[kind];
  return minMinutes + random.below(maxMinutes - minMinutes + 1);
}

function spareMinutes(lengths: readonly number[]): number {
  const needed = lengths.reduce((sum, length) => sum + length + QUIET_MINUTES, 0);
  const spare = LAST_MINUTE - FIRST_MINUTE - needed;
  if (spare >= 0) return spare;
  throw new RangeError(
    `Cannot place ${lengths.length} incidents in a day: ` +
      `they take ${needed} minutes with the quiet between them, at most ${LAST_MINUTE - FIRST_MINUTE} are there`,
  );
}

/** Cuts the spare minutes at random places; the part after the last incident is left out. */
function drawGaps(random: Random, count: number, spare: number): number[] {
  const cuts = Array.from({ length: count }, () => random.below(spare + 1)).sort((a, b) => a - b);
  return cuts.map((cut, index) => cut - (cuts[index - 1] ?? 0));
}

function drawScope(
  random: Random,
  kind: IncidentKind,
  at: number,
  fleet: Fleet,
): Pick<Incident, "scopeKind" | "region" | "server"> {
  const { scopeKinds, needsLoad } = INCIDENT_PROFILES[kind];
  const scopeKind = scopeKinds[random.below(scopeKinds.length)]!;
  const drawn = drawChoice(random, choice(fleet.regions.map((each) => trafficRate(each, at))));
  const region = needsLoad ? busiestRegion(fleet, at) : drawn;
  const servers = fleet.serversOf[region]!;
  const server = servers[random.below(servers.length)]!;
  return {
    scopeKind,
    region: scopeKind === "all" ? null : region,
    server: scopeKind === "server" ? server : null,
  };
}

function busiestRegion({ regions }: Fleet, at: number): number {
  const loads = regions.map((region) => trafficRate(region, at) / region.trafficWeight);
  return loads.indexOf(Math.max(...loads));
}

/** Fisher and Yates, as in TAOCP vol. 2, 3.4.2. */
function shuffle<T>(random: Random, items: readonly T[]): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
  }
  return shuffled;
}
