/** What a replay under a budget has shown. Counts are expectations where a budget draws lots. @module */
import type { RetryHistory } from "./retry_history.ts";

/** A history under a budget, beside what it was. */
export interface ReplayOutcome {
  readonly originalCount: number;
  readonly retryCount: number;
  /** Retries that the budget refused. */
  readonly deniedCount: number;
  /** Retries that were never asked for, because one before them was refused. */
  readonly avoidedCount: number;
  /** First attempts that the budget refused: none but with throttling. */
  readonly deniedOriginalCount: number;
  /** Requests that were not made / requests that were. */
  readonly savedRequestRatio: number;
  /** Time that they took, s. */
  readonly savedServerSeconds: number;
  /** That time / the time of all requests; null where no duration is known. */
  readonly savedServerRatio: number | null;
  /** What clients had a good answer to in the end. */
  readonly successCount: number;
  /** Those that they no longer have. */
  readonly lostSuccessCount: number;
  /** Attempts / first attempts of the worst five minutes, as it was. */
  readonly peakAmplificationBefore: number;
  /** The same under the budget. */
  readonly peakAmplificationAfter: number;
}

/** The requests of a minute under a budget. */
export interface ReplayedMinute {
  readonly originals: number;
  retriesBefore: number;
  retriesAfter: number;
}

/** What a replay adds up on its way. */
export interface ReplayTally {
  readonly minutes: readonly ReplayedMinute[];
  deniedCount: number;
  avoidedCount: number;
  deniedOriginalCount: number;
  savedMs: number;
  lostSuccessCount: number;
}

const PEAK_MINUTES = 5;
/** First attempts in five minutes below which an amplification is chance. */
const LEAST_ORIGINALS = 20;

/** Makes the outcome of what was added up. */
export function outcomeOf({ minutes, chains, retries }: RetryHistory, tally: ReplayTally): ReplayOutcome {
  const originalCount = sum(minutes.map((minute) => minute.originalCount));
  const totalMs = sum(minutes.map(({ originalMs }) => originalMs)) + sum(retries.map(({ durationMs }) => durationMs));
  const { deniedCount, avoidedCount, deniedOriginalCount, savedMs, lostSuccessCount } = tally;
  const requestCount = originalCount + retries.length;
  const saved = deniedCount + avoidedCount + deniedOriginalCount;
  return {
    originalCount,
    retryCount: retries.length,
    deniedCount,
    avoidedCount,
    deniedOriginalCount,
    savedRequestRatio: requestCount === 0 ? 0 : saved / requestCount,
    savedServerSeconds: savedMs / 1_000,
    savedServerRatio: totalMs === 0 ? null : savedMs / totalMs,
    successCount: sum(minutes.map(({ acceptedCount }) => acceptedCount)) +
      chains.filter(({ isSuccess }) => isSuccess).length,
    lostSuccessCount,
    peakAmplificationBefore: peak(tally.minutes, ({ retriesBefore }) => retriesBefore),
    peakAmplificationAfter: peak(tally.minutes, ({ retriesAfter }) => retriesAfter),
  };
}

/** The highest amplification of five minutes in a row that had enough first attempts. */
function peak(minutes: readonly ReplayedMinute[], retriesOf: (minute: ReplayedMinute) => number): number {
  let highest = 1;
  for (let i = 0; i < minutes.length; i++) {
    const window = minutes.slice(i, i + PEAK_MINUTES);
    const originals = sum(window.map((minute) => minute.originals));
    if (originals >= LEAST_ORIGINALS) highest = Math.max(highest, 1 + sum(window.map(retriesOf)) / originals);
  }
  return highest;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
