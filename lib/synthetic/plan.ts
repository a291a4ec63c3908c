/** What a synthetic day is made from. The same plan gives the same bytes on every machine. @module */
import { INCIDENT_KINDS, type IncidentKind } from "./incident_kind.ts";
import { REGIONS } from "./fleet.ts";

/** Milliseconds in a minute, the step of the simulation. */
export const MINUTE_MS = 60_000;

/** Minutes in a day. */
export const DAY_MINUTES = 1_440;

/** The size, the place in time and the seed of synthetic telemetry. */
export interface SyntheticPlan {
  /** Request rows a day, retries included. The run has exactly `requests * days` rows; weekends get fewer of them. */
  readonly requests: number;
  /** Servers, shared out evenly over the regions and named `web-01`, `web-02`, … region by region. */
  readonly servers: number;
  /** Regions, taken from the front of `REGIONS`. */
  readonly regions: number;
  /** Days of 24 hours from `startAt`. */
  readonly days: number;
  /** Any integer; another seed is another day with other incidents. */
  readonly seed: number;
  /** First moment of the telemetry, a whole minute in ms since 1970. */
  readonly startAt: number;
  /** Each day's incidents: six to eight drawn from the seed, none at all, or one for each kind listed. */
  readonly incidents: "seeded" | "none" | readonly IncidentKind[];
}

/** Monday 2026-01-05, 200,000 requests on 20 servers in 4 regions, with incidents. */
export const DEFAULT_PLAN: SyntheticPlan = {
  requests: 200_000,
  servers: 20,
  regions: 4,
  days: 1,
  seed: 42,
  startAt: Date.UTC(2026, 0, 5),
  incidents: "seeded",
};

/**
 * Completes a plan with the defaults and checks it.
 *
 * @throws {RangeError} when a number is out of its range or an incident kind is unknown
 *
 * @example
 * ```ts
 * import { syntheticPlan } from "./plan.ts";
 *
 * syntheticPlan({ seed: 7 }).requests; // 200000
 * ```
 */
export function syntheticPlan(given: Partial<SyntheticPlan> = {}): SyntheticPlan {
  const plan = { ...DEFAULT_PLAN, ...given };
  requireInteger("requests", plan.requests, 1, 1_000_000_000);
  requireInteger("days", plan.days, 1, 400);
  requireInteger("regions", plan.regions, 1, REGIONS.length);
  requireInteger("servers", plan.servers, plan.regions, 2_000);
  requireInteger("seed", plan.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  requireInteger("startAt", plan.startAt, 0, Date.UTC(9980, 0));
  if (plan.startAt % MINUTE_MS !== 0) {
    throw new RangeError(`Cannot plan telemetry: startAt is ${plan.startAt}, a whole minute is needed`);
  }
  requireIncidents(plan.incidents);
  return plan;
}

function requireInteger(name: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(
    `Cannot plan telemetry: ${name} is ${value}, an integer from ${least} to ${most} is needed`,
  );
}

function requireIncidents(incidents: SyntheticPlan["incidents"]): void {
  if (incidents === "seeded" || incidents === "none") return;
  const unknown = incidents.find((kind) => !INCIDENT_KINDS.includes(kind));
  if (unknown === undefined) return;
  throw new RangeError(`Cannot plan telemetry: no incident kind "${unknown}", known are ${INCIDENT_KINDS.join(", ")}`);
}
