/** How a server treats requests for one minute. @module */
import type { Effect } from "./incident_kind.ts";
import { queueSlowdown, shedRatio, timeoutRatio } from "./queueing.ts";

/** Share of requests that fail on a healthy server. */
const FAULT_RATIO = 0.004;

/** From this share of memory on a server swaps, and at full memory it takes that many times as long. */
const SWAP_FROM_PERCENT = 80;
const SWAP_SLOWDOWN = 6;

/** What requests of a server meet in a minute. */
export interface Conditions {
  /** Duration relative to the service time of an idle server. */
  readonly slowdown: number;
  /** Chance to fail by the incident. */
  readonly incidentRatio: number;
  /** Chance to fail by the incident or to be turned away. */
  readonly shedRatio: number;
  /** Chance to fail at all. */
  readonly failureRatio: number;
  /** What failures by the incident are answered with. */
  readonly incidentStatuses: readonly number[];
  /** What a server answers that is full; 504 has cost it the full service. */
  readonly shedStatuses: readonly number[];
}

/** Most of what is too much is turned away at no cost, the rest comes too late. */
const SHED_STATUSES = [503, 503, 503, 504] as const;
const TOO_LATE_STATUSES = [504] as const;

/**
 * Computes the conditions from how busy and how full a server was a minute ago and from the incident it is in.
 * Stolen CPU makes each request longer and the server fuller by 1 / (1 - stolen).
 */
export function serverConditions(utilisation: number, memoryPercent: number, effect: Effect): Conditions {
  const share = 1 - effect.stolenRatio;
  const shed = (effect.isWasteful ? timeoutRatio : shedRatio)(utilisation / share);
  const passed = (1 - effect.failureRatio) * (1 - shed);
  return {
    slowdown: effect.serviceFactor * queueSlowdown(utilisation / share) * swapSlowdown(memoryPercent) / share,
    incidentRatio: effect.failureRatio,
    shedRatio: 1 - passed,
    failureRatio: 1 - passed * (1 - FAULT_RATIO),
    incidentStatuses: effect.failureStatuses,
    shedStatuses: effect.isWasteful ? TOO_LATE_STATUSES : SHED_STATUSES,
  };
}

/** Computes how much longer requests take as memory runs out: 1 up to 80 %, 6 at 100 %. */
export function swapSlowdown(memoryPercent: number): number {
  const fullness = Math.max(0, memoryPercent - SWAP_FROM_PERCENT) / (100 - SWAP_FROM_PERCENT);
  return 1 + (SWAP_SLOWDOWN - 1) * fullness;
}
