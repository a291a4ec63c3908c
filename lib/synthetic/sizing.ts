/** How large the servers are: each plan gets machines that its ordinary traffic keeps half busy, none smaller than machines are. @module */
import type { Fleet } from "./fleet.ts";
import { MEAN_SERVICE_MS } from "./method.ts";
import { DAY_MINUTES, MINUTE_MS, type SyntheticPlan } from "./plan.ts";
import { trafficRate } from "./traffic_shape.ts";

/** Utilisation at the peak of an ordinary day. */
const PEAK_UTILISATION = 0.55;

/** Requests a minute that the smallest server is built for: fewer come so unevenly that a handful at once would overload it. */
const LEAST_PEAK_REQUESTS = 5.5;

/** What a server is built for. */
export interface Sizing {
  /** Requests a minute at the peak that it is built for, which is the plan's unless that is very small. */
  readonly peakRequests: number;
  /** Mean requests a day. */
  readonly dailyRequests: number;
  /** Work that it can do in a minute: `peakRequests * mean service / PEAK_UTILISATION`. */
  readonly capacityMs: number;
  /** Utilisation to be expected in the first minute. */
  readonly firstUtilisation: number;
}

/** Sizes each server for its share, by weight, of its region's traffic without incidents. */
export function sizeServers(plan: SyntheticPlan, fleet: Fleet): Sizing[] {
  const rates = fleet.regions.map((region) => ratesOfPlan(plan, (at) => trafficRate(region, at)));
  const rowsPerRate = plan.requests * plan.days / sum(rates.map((rate) => rate.sum));
  const weights = fleet.serversOf.map((servers) => sum(servers.map((server) => fleet.servers[server]!.weight)));
  return fleet.servers.map(({ region, weight }) => {
    const share = rowsPerRate * weight / weights[region]!;
    const peakRequests = Math.max(LEAST_PEAK_REQUESTS, share * rates[region]!.peak);
    return {
      peakRequests,
      dailyRequests: share * rates[region]!.sum / plan.days,
      capacityMs: peakRequests * MEAN_SERVICE_MS / PEAK_UTILISATION,
      firstUtilisation: PEAK_UTILISATION * share * rates[region]!.first / peakRequests,
    };
  });
}

interface Rates {
  readonly first: number;
  readonly sum: number;
  readonly peak: number;
}

function ratesOfPlan(plan: SyntheticPlan, rateAt: (at: number) => number): Rates {
  const total = { first: rateAt(plan.startAt), sum: 0, peak: 0 };
  for (let minute = 0; minute < plan.days * DAY_MINUTES; minute++) {
    const rate = rateAt(plan.startAt + minute * MINUTE_MS);
    total.sum += rate;
    total.peak = Math.max(total.peak, rate);
  }
  return total;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
