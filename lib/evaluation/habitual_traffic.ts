/**
 * Traffic in which nobody retries, of the kinds that look most like it: clients that poll, crawlers of one address, and many users behind one address.
 *
 * One request in fifty fails, and half of them in an outage of ten minutes at noon.
 *
 * @module
 */
import { drawExponential, drawLogNormal } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";
import type { TrialRequest } from "./retry_trial.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOON_MS = 12 * HOUR_MS;
const DAY_MS = 24 * HOUR_MS;

const FAILURE_RATIO = 0.02;
const OUTAGE_RATIO = 0.5;
const OUTAGE_MS = 10 * MINUTE_MS;

const MEDIAN_DURATION_MS = 40;
const DURATION_SIGMA = 0.8;

/** Periods of pollers, some of which count from answer to request. */
const PERIODS_MS = [2_000, 5_000, 10_000, 15_000, 30_000, 60_000, 300_000];
const POLLERS = 70;
const PERIOD_JITTER = 0.03;

/** Mean times between the requests of a crawler. */
const CRAWL_DELAYS_MS = [500, 1_000, 2_000, 5_000, 10_000];
const CRAWLERS = 10;

/** Addresses, and what their users ask for with the same user agent: the mean time between two requests of any user. */
const SHARED_ADDRESSES = 4;
const SHARED_DELAYS_MS = [500, 1_000, 3_000, 10_000, 30_000, 120_000, 600_000];

/** Kinds of traffic without retries. */
export const HABITS = ["polling clients", "crawlers", "many users behind one address"] as const;

/** One of the kinds of traffic without retries. */
export type Habit = typeof HABITS[number];

/** Makes a day of a kind of traffic, in order of time, the same for the same seed. */
export function habitualRequests(habit: Habit, seed: number): TrialRequest[] {
  const random = new Random(seed, habit);
  const arrivals = CLIENTS[habit](random).toSorted((a, b) => a.startedAt - b.startedAt);
  return arrivals.map((arrival, request) => ({
    ...arrival,
    request,
    isFailed: random.uniform() < failureRatio(arrival.startedAt),
    repeats: null,
  }));
}

type Arrival = Pick<TrialRequest, "key" | "startedAt" | "durationMs">;

const CLIENTS: Readonly<Record<Habit, (random: Random) => Arrival[]>> = {
  "polling clients": (random) =>
    clients(POLLERS, (key) => {
      const period = PERIODS_MS[key % PERIODS_MS.length]!;
      const isFromAnswer = random.uniform() < 0.5;
      const next = () => period * random.between(1 - PERIOD_JITTER, 1 + PERIOD_JITTER);
      return arrivalsOf(random, key, (durationMs) => next() + (isFromAnswer ? durationMs : 0));
    }),
  "crawlers": (random) =>
    clients(CRAWLERS, (key) => {
      const delay = CRAWL_DELAYS_MS[key % CRAWL_DELAYS_MS.length]!;
      return arrivalsOf(random, key, (durationMs) => durationMs + drawExponential(random, delay));
    }),
  "many users behind one address": (random) =>
    clients(SHARED_ADDRESSES * SHARED_DELAYS_MS.length, (key) => {
      const delay = SHARED_DELAYS_MS[key % SHARED_DELAYS_MS.length]!;
      return arrivalsOf(random, key, () => drawExponential(random, delay));
    }),
};

function clients(count: number, arrivals: (key: number) => Arrival[]): Arrival[] {
  return Array.from({ length: count }, (_, key) => arrivals(key)).flat();
}

function arrivalsOf(random: Random, key: number, next: (durationMs: number) => number): Arrival[] {
  const arrivals: Arrival[] = [];
  let at = next(0) * random.uniform();
  while (at < DAY_MS) {
    const durationMs = drawLogNormal(random, MEDIAN_DURATION_MS, DURATION_SIGMA);
    arrivals.push({ key, startedAt: Math.round(at), durationMs });
    at += next(durationMs);
  }
  return arrivals;
}

function failureRatio(at: number): number {
  return at >= NOON_MS && at < NOON_MS + OUTAGE_MS ? OUTAGE_RATIO : FAILURE_RATIO;
}
