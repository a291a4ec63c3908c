/** The regions and servers of a plan, in the order in which they are numbered. @module */
import { drawLogNormal } from "./distribution.ts";
import { Random } from "./random.ts";

/** Where clients and servers are. */
export interface Region {
  readonly name: string;
  /** Local time minus UTC, all year round. */
  readonly utcOffsetHours: number;
  /** Traffic relative to the other regions. */
  readonly trafficWeight: number;
}

/** The regions that a plan can have, first ones first. */
export const REGIONS: readonly Region[] = [
  { name: "us-east", utcOffsetHours: -5, trafficWeight: 1.2 },
  { name: "eu-west", utcOffsetHours: 0, trafficWeight: 1.1 },
  { name: "ap-southeast", utcOffsetHours: 8, trafficWeight: 0.9 },
  { name: "us-west", utcOffsetHours: -8, trafficWeight: 0.8 },
  { name: "eu-central", utcOffsetHours: 1, trafficWeight: 1 },
  { name: "sa-east", utcOffsetHours: -3, trafficWeight: 0.6 },
  { name: "ap-northeast", utcOffsetHours: 9, trafficWeight: 0.8 },
  { name: "af-south", utcOffsetHours: 2, trafficWeight: 0.4 },
];

/** A machine that answers requests of its region. */
export interface Server {
  readonly id: string;
  /** Its place in `Fleet.regions`. */
  readonly region: number;
  /** Speed relative to the others, which is also its weight at the balancer. */
  readonly weight: number;
  /** Memory in use with no request. */
  readonly idleMemoryPercent: number;
  /** Disk in use at the start and after a clean-up. */
  readonly idleDiskPercent: number;
}

/** All regions and servers of a plan. */
export interface Fleet {
  readonly regions: readonly Region[];
  readonly servers: readonly Server[];
  /** The numbers of each region's servers. */
  readonly serversOf: readonly (readonly number[])[];
}

/** Builds the fleet of a plan; the seed decides how much the servers differ. */
export function buildFleet(plan: { servers: number; regions: number; seed: number }): Fleet {
  const random = new Random(plan.seed, "fleet");
  const digits = Math.max(2, String(plan.servers).length);
  const servers = Array.from({ length: plan.servers }, (_, index) => ({
    id: `web-${String(index + 1).padStart(digits, "0")}`,
    region: Math.floor(index * plan.regions / plan.servers),
    weight: drawLogNormal(random, 1, 0.06),
    idleMemoryPercent: random.between(34, 46),
    idleDiskPercent: random.between(25, 50),
  }));
  const regions = REGIONS.slice(0, plan.regions);
  const serversOf = regions.map((_, region) =>
    servers.flatMap((server, index) => server.region === region ? [index] : [])
  );
  return { regions, servers, serversOf };
}
