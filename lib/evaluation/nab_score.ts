/**
 * The score of the Numenta Anomaly Benchmark, by its published rules: an early detection is worth more than a late one,
 * every false one costs, and one threshold serves all series.
 *
 * With s(y) = 2 / (1 + e^(5 y)) - 1, a window earns the maximum over its detected rows of s(y) / s(-1), y = -(last - i + 1) / width: 1 at its first row, nearly 0 at
 * its last. A missed window costs `missed`. A detected row outside costs `falseAlarm` times s of its distance to the window before, in
 * windows' widths: nothing just after the window, all from three widths on and before the first window. The score is scaled
 * so that a detector that says nothing has 0 and a perfect one 100.
 *
 * Reference: Lavin and Ahmad, "Evaluating real-time anomaly detection algorithms: the Numenta Anomaly Benchmark", ICMLA 2015.
 *
 * @module
 */
import type { LabelledWindow, ScoredSeries } from "./labelled_series.ts";

/** What a missed window and a false row cost; a window found at once is worth 1. */
export interface NabProfile {
  readonly missed: number;
  readonly falseAlarm: number;
}

/** Name of a profile. */
export type NabProfileName = "standard" | "lowFalsePositives" | "lowFalseNegatives";

/** The benchmark's three profiles. */
export const NAB_PROFILES: Readonly<Record<NabProfileName, NabProfile>> = {
  standard: { missed: 1, falseAlarm: 0.11 },
  lowFalsePositives: { missed: 1, falseAlarm: 0.22 },
  lowFalseNegatives: { missed: 2, falseAlarm: 0.11 },
};

/** A score with the threshold it was reached at: rows with at least that score are detections. */
export interface NabScore {
  readonly score: number;
  readonly threshold: number;
}

const PROBATION_SHARE = 0.15;
const LONGEST_PROBATION = 750;
/** Widths after a window from which on a false row costs all. */
const FAR = 3;

/** Counts the rows at the start of a series that are not judged. */
export function nabProbation(rowCount: number): number {
  return Math.min(Math.floor(PROBATION_SHARE * rowCount), LONGEST_PROBATION);
}

/** A row that counts when it is detected: within the given window, or in none where that is -1. */
interface Detection {
  readonly score: number;
  readonly window: number;
  /** The share of the window's worth, or of the cost of a false row, that it brings. */
  readonly worth: number;
}

/**
 * Finds the threshold with the best score.
 *
 * @returns NaN as the score where there is no window
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { bestNabScore, NAB_PROFILES } from "./nab_score.ts";
 *
 * const scores = new Float64Array(100);
 * scores[50] = 0.9;
 * const series = { scores, windows: [{ first: 50, last: 59 }] };
 * assertEquals(bestNabScore([series], NAB_PROFILES.standard), { score: 100, threshold: 0.9 });
 * ```
 */
export function bestNabScore(series: readonly ScoredSeries[], profile: NabProfile): NabScore {
  let best: NabScore = { score: windowCount(series) === 0 ? NaN : 0, threshold: Infinity };
  for (const { score, threshold } of scoresByThreshold(series, profile)) {
    if (score > best.score) best = { score, threshold };
  }
  return best;
}

/** Computes the score at a threshold that was chosen elsewhere. */
export function nabScoreAt(series: readonly ScoredSeries[], profile: NabProfile, threshold: number): number {
  let last = 0;
  for (const step of scoresByThreshold(series, profile)) {
    if (step.threshold < threshold) break;
    last = step.score;
  }
  return last;
}

/** Lowers the threshold over all distinct scores. */
function* scoresByThreshold(series: readonly ScoredSeries[], profile: NabProfile): Generator<NabScore> {
  const detections = series.flatMap(detectionsOf(series)).sort((a, b) => b.score - a.score);
  const total = windowCount(series);
  const found = new Float64Array(total).fill(-1);
  let sum = -profile.missed * total;
  for (const [place, { score, window, worth }] of detections.entries()) {
    if (window < 0) sum += profile.falseAlarm * worth;
    else if (worth > found[window]!) {
      sum += found[window]! < 0 ? worth + profile.missed : worth - found[window]!;
      found[window] = worth;
    }
    if (detections[place + 1]?.score === score) continue;
    yield { threshold: score, score: 100 * (sum / total + profile.missed) / (1 + profile.missed) };
  }
}

function windowCount(series: readonly ScoredSeries[]): number {
  return series.reduce((count, { windows }) => count + windows.length, 0);
}

/** Makes the function that lists what counts of one series, its windows numbered on through all series. */
function detectionsOf(series: readonly ScoredSeries[]): (one: ScoredSeries) => Detection[] {
  let firstNumber = 0;
  const firstNumbers = new Map(series.map((one) => {
    const entry = [one, firstNumber] as const;
    firstNumber += one.windows.length;
    return entry;
  }));
  return (one) => {
    const detections: Detection[] = [];
    let next = 0;
    for (let row = nabProbation(one.scores.length); row < one.scores.length; row++) {
      while (next < one.windows.length && one.windows[next]!.last < row) next++;
      const score = one.scores[row]!;
      if (!(score > 0)) continue;
      const window = one.windows[next];
      const isWithin = window !== undefined && row >= window.first;
      const worth = isWithin ? worthWithin(window, row) : worthOutside(one.windows[next - 1], row);
      detections.push({ score, window: isWithin ? firstNumbers.get(one)! + next : -1, worth });
    }
    return detections;
  };
}

function worthWithin({ first, last }: LabelledWindow, row: number): number {
  return sigmoid(-(last - row + 1) / (last - first + 1)) / sigmoid(-1);
}

/** @param before the window before the row, if there is one */
function worthOutside(before: LabelledWindow | undefined, row: number): number {
  if (before === undefined) return -1;
  const widths = (row - before.last) / Math.max(1, before.last - before.first);
  return widths > FAR ? -1 : sigmoid(widths);
}

function sigmoid(y: number): number {
  return 2 / (1 + Math.exp(5 * y)) - 1;
}
