/**
 * How busy a server gets with requests, and where that ends.
 *
 * The utilisation law says that a resource is busy in proportion to what passes it, U = X D, D being the work of one
 * request (Denning and Buzen, "The Operational Analysis of Queueing Network Models", ACM Computing Surveys 10, 1978); what the
 * server does besides is added: U = base + X D. Both are the robust line of Theil and Sen: the median slope of all pairs
 * of minutes, which a third of odd minutes does not move (Sen, JASA 63, 1968).
 *
 * @module
 */
import { median } from "../anomaly/median.ts";

/** Throughput and how busy the server was with it. */
export interface BusyMinute {
  /** Requests a second. */
  readonly throughput: number;
  readonly cpuPercent: number;
}

/** What a request costs a server. */
export interface UtilisationLaw {
  /** CPU without requests, percent. */
  readonly basePercent: number;
  /** CPU that one request a second takes, percent. */
  readonly percentPerRps: number;
}

/** Share of its CPU that a server can be planned with: above it queues grow fast. */
export const PLANNED_CPU_PERCENT = 80;
/** Minutes needed to tell. */
const FEWEST_MINUTES = 30;
/** Minutes that are compared at most, evenly taken: the pairs grow with their square. */
const MOST_MINUTES = 120;
/** How much the busiest minutes must differ from the calmest in throughput, as a factor. */
const SMALLEST_RANGE = 1.5;

/** Fits the law; null with fewer than 30 minutes, where throughput hardly varied, or where CPU does not grow with it. */
export function utilisationLaw(minutes: readonly BusyMinute[]): UtilisationLaw | null {
  if (minutes.length < FEWEST_MINUTES) return null;
  const byLoad = minutes.toSorted((a, b) => a.throughput - b.throughput);
  const low = byLoad[Math.floor(0.1 * byLoad.length)]!.throughput;
  const high = byLoad[Math.floor(0.9 * byLoad.length)]!.throughput;
  if (!(high >= SMALLEST_RANGE * low && high > low)) return null;
  const sample = evenly(byLoad, MOST_MINUTES);
  const percentPerRps = median(pairSlopes(sample))!;
  if (!(percentPerRps > 0)) return null;
  const basePercent = median(sample.map(({ throughput, cpuPercent }) => cpuPercent - percentPerRps * throughput))!;
  return { basePercent: Math.max(0, basePercent), percentPerRps };
}

/** Computes the requests a second at which CPU reaches a level; 0 where it is there without any. */
export function throughputAt({ basePercent, percentPerRps }: UtilisationLaw, cpuPercent: number): number {
  return Math.max(0, (cpuPercent - basePercent) / percentPerRps);
}

/** Computes the CPU, percent, that a throughput takes; above 100 it cannot be had. */
export function cpuAt({ basePercent, percentPerRps }: UtilisationLaw, throughput: number): number {
  return basePercent + percentPerRps * throughput;
}

function pairSlopes(minutes: readonly BusyMinute[]): number[] {
  const slopes: number[] = [];
  for (const [place, a] of minutes.entries()) {
    for (let other = place + 1; other < minutes.length; other++) {
      const b = minutes[other]!;
      if (b.throughput > a.throughput) slopes.push((b.cpuPercent - a.cpuPercent) / (b.throughput - a.throughput));
    }
  }
  return slopes.length === 0 ? [0] : slopes;
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, place) => items[Math.floor((place + 0.5) * items.length / most)]!);
}
