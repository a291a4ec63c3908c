/**
 * How much longer a request takes on a busy server, and what a server does with more than it can serve.
 *
 * A server is a queue with c workers. The mean time in an M/M/c queue relative to the service time is, by
 * Sakasegawa's approximation (Annals of the Institute of Statistical Mathematics 29, 1977),
 *
 *     1 + u^(sqrt(2 (c + 1)) - 1) / (c (1 - u)),   u = utilisation
 *
 * which is next to 1 up to half load and grows without bound towards full load. Real servers bound their queue, so the
 * utilisation is capped in the formula and what is beyond is turned away, which costs next to nothing and so lets the
 * server recover. One that queues without bound answers ever more requests after their clients have given up: it does
 * the work and nobody has anything of it, the sustaining effect of a metastable failure (Bronson, Aghayev, Charapko and
 * Zhu, Metastable Failures in Distributed Systems, HotOS 2021).
 *
 * @module
 */

/** Workers of a server. */
export const WORKERS = 4;

const UTILISATION_CAP = 0.95;
const SHED_FROM_UTILISATION = 0.97;
const SHED_SLOPE = 0.9;
const SHED_RATIO_CAP = 0.7;
const TIMEOUT_SLOPE = 3;
const TIMEOUT_RATIO_CAP = 0.95;

/**
 * Computes time in the system / service time at a utilisation, which may exceed 1.
 *
 * @example
 * ```ts
 * import { queueSlowdown } from "./queueing.ts";
 *
 * queueSlowdown(0); // 1
 * queueSlowdown(0.9); // 2.99
 * ```
 */
export function queueSlowdown(utilisation: number): number {
  const u = Math.min(utilisation, UTILISATION_CAP);
  return 1 + u ** (Math.sqrt(2 * (WORKERS + 1)) - 1) / (WORKERS * (1 - u));
}

/** Computes the share of requests that a server turns away: none until it is full, at most 0.7. */
export function shedRatio(utilisation: number): number {
  return Math.min(SHED_RATIO_CAP, Math.max(0, SHED_SLOPE * (utilisation - SHED_FROM_UTILISATION)));
}

/** Computes the share of requests that a server without a bound on its queue answers too late: none until it is full, at most 0.95. */
export function timeoutRatio(utilisation: number): number {
  return Math.min(TIMEOUT_RATIO_CAP, Math.max(0, TIMEOUT_SLOPE * (utilisation - SHED_FROM_UTILISATION)));
}
