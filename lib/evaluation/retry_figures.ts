/** How well client retries are inferred: on days with retrying clients, and on traffic in which nobody retries. @module */
import { HABITS, habitualRequests } from "./habitual_traffic.ts";
import { type AddressPolicy, KEEP_ADDRESSES } from "../privacy/address_policy.ts";
import { countLinks, type LinkCounts } from "./retry_trial.ts";
import { retryingRequests } from "./retrying_days.ts";

/** Figures of a kind of traffic. */
export interface RetryFigures {
  readonly traffic: string;
  readonly requestCount: number;
  readonly trueCount: number;
  /** Share of the inferred links that are true; null where none was inferred. */
  readonly precision: number | null;
  /** Share of the true links that were inferred; null where there are none. */
  readonly recall: number | null;
  /** Share of the requests that are wrongly called retries. */
  readonly falseRatio: number;
}

/** Measures each kind of traffic, a day a seed; the same seeds give the same figures. */
export function retryFigures(seeds: readonly number[]): RetryFigures[] {
  const daysWith = (addresses: AddressPolicy) => seeds.map((seed) => countLinks(retryingRequests({ seed }, addresses)));
  return [
    figuresOf("synthetic days, retries hidden", daysWith(KEEP_ADDRESSES)),
    figuresOf("the same, of addresses their network", daysWith({ level: "network" })),
    ...HABITS.map((habit) => figuresOf(habit, seeds.map((seed) => countLinks(habitualRequests(habit, seed))))),
  ];
}

/** Pools days: every link counts the same, on whatever day it was. */
export function figuresOf(traffic: string, days: readonly LinkCounts[]): RetryFigures {
  const sum = (count: keyof LinkCounts) => days.reduce((total, day) => total + day[count], 0);
  const [inferred, right, truth] = [sum("inferredCount"), sum("rightCount"), sum("trueCount")];
  return {
    traffic,
    requestCount: sum("requestCount"),
    trueCount: truth,
    precision: inferred === 0 ? null : right / inferred,
    recall: truth === 0 ? null : right / truth,
    falseRatio: (inferred - right) / sum("requestCount"),
  };
}
