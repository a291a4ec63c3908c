/** A steady load on a retry budget, for tests: so many first attempts a second, and as many retries as pass. @module */
import type { RetryBudget } from "./retry_budget.ts";

/** A load that does not change. */
export interface TrialLoad {
  readonly seconds: number;
  readonly originalsPerSecond: number;
  /** Share of the first attempts that the service does not fail. */
  readonly acceptedRatio: number;
  /** Retries that clients ask for a second; none of them is accepted. */
  readonly retriesPerSecond: number;
  readonly retryMs: number;
  readonly activeCount: number;
}

/** A service that fails everything, 100 requests a second, each of them retried once. */
export const OUTAGE: TrialLoad = {
  seconds: 60,
  originalsPerSecond: 100,
  acceptedRatio: 0,
  retriesPerSecond: 100,
  retryMs: 100,
  activeCount: 10,
};

/** Counts the retries that pass in each second. */
export function retriesPassed(budget: RetryBudget, load: TrialLoad): number[] {
  return Array.from({ length: load.seconds }, (_, second) => {
    const at = 1_000 * second;
    const count = load.originalsPerSecond;
    budget.admitOriginals({ at, count, acceptedCount: count * load.acceptedRatio, activeCount: load.activeCount });
    const asked = Array.from({ length: load.retriesPerSecond }, (_, i) => ({
      at: at + Math.floor(1_000 * i / load.retriesPerSecond),
      durationMs: load.retryMs,
      retry: 1,
      isAccepted: false,
      share: 1,
    }));
    return asked.reduce((sum, retry) => sum + budget.admitRetry(retry), 0);
  });
}

/** Adds up. */
export function totalOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
