/** Days of load whose Universal Scalability Law is known. @module */
import { uslKnee, type UslParameters, uslThroughput } from "../capacity/usl.ts";
import type { LoadPoint } from "../capacity/fit_usl.ts";
import { drawNormal, drawPoisson } from "../synthetic/distribution.ts";
import { Random } from "../synthetic/random.ts";

/** A day of minutes, and the law that they follow. */
export interface LoadDay {
  readonly law: UslParameters;
  readonly minutes: readonly LoadPoint[];
}

const MINUTES = 1_440;
/** Relative deviation of the requests in flight, minute by minute. */
const CONCURRENCY_NOISE = 0.08;
const LIGHTEST = 1.5;

/**
 * Makes a day whose concurrency swings between 1.5 and a share of the knee, with noise in it and Poisson counts of requests.
 *
 * @param reach highest usual concurrency as a share of the knee
 */
export function loadDay(seed: number, reach: number): LoadDay {
  const random = new Random(seed, "load day");
  const law = { gamma: random.between(5, 60), alpha: random.between(0.02, 0.15), beta: random.between(2e-4, 2e-3) };
  const highest = Math.max(LIGHTEST, reach * uslKnee(law)!);
  const minutes = Array.from({ length: MINUTES }, (_, minute) => {
    const swing = (1 - Math.cos(2 * Math.PI * minute / MINUTES)) / 2;
    const concurrency = LIGHTEST * (highest / LIGHTEST) ** swing * Math.exp(CONCURRENCY_NOISE * drawNormal(random));
    return { concurrency, throughput: drawPoisson(random, 60 * uslThroughput(law, concurrency)) / 60 };
  });
  return { law, minutes };
}
