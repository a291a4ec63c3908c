/** How well capacity is told: parameters of known load curves, and intervals of forecasts against what came. @module */
import { forecastDays } from "../capacity/forecast_interval.ts";
import { judgeScalability } from "../capacity/judge_scalability.ts";
import { uslKnee } from "../capacity/usl.ts";
import { loadDay } from "./load_days.ts";
import { trafficWeeks } from "./traffic_weeks.ts";

/** The figures; ratios of seeds or hours, 0..1. */
export interface CapacityFigures {
  readonly seedCount: number;
  /** Days that went beyond the knee, whose limit was found. */
  readonly foundRatio: number;
  /** Largest relative error of gamma, alpha, beta and the knee in those days. */
  readonly worstErrors: Readonly<Record<"gamma" | "alpha" | "beta" | "knee", number>>;
  /** Days that stayed far below the knee, of which a limit was told whose interval does not have the knee. */
  readonly misplacedRatio: number;
  /** By days of history: hours of the week after that lie in their interval of 90 %, and the mean relative error. */
  readonly forecasts: readonly {
    readonly historyDays: number;
    readonly coverage: number;
    readonly meanError: number;
  }[];
}

const BEYOND_KNEE = 1.3;
const FAR_BELOW_KNEE = 0.2;
const HISTORY_DAYS = [14, 21, 28, 42];
const WEEK_DAYS = 7;
const HOURS = { stepsPerDay: 24, isRate: true } as const;

/** Measures with so many seeds; forecasts with six series a seed. */
export function capacityFigures(seedCount: number, firstSeed: number): CapacityFigures {
  const seeds = Array.from({ length: seedCount }, (_, place) => firstSeed + place);
  const found = seeds.flatMap((seed) => errorsOf(seed) ?? []);
  const worst = (name: keyof CapacityFigures["worstErrors"]) => Math.max(...found.map((errors) => errors[name]));
  return {
    seedCount,
    foundRatio: found.length / seedCount,
    worstErrors: { gamma: worst("gamma"), alpha: worst("alpha"), beta: worst("beta"), knee: worst("knee") },
    misplacedRatio: seeds.filter(isMisplaced).length / seedCount,
    forecasts: HISTORY_DAYS.map((historyDays) => forecastFigures(seeds, historyDays)),
  };
}

function errorsOf(seed: number): CapacityFigures["worstErrors"] | null {
  const { law, minutes } = loadDay(seed, BEYOND_KNEE);
  const { fit, knee } = judgeScalability(minutes);
  if (fit === null || knee === null) return null;
  const off = (found: number, truth: number) => Math.abs(found - truth) / truth;
  return {
    gamma: off(fit.gamma, law.gamma),
    alpha: off(fit.alpha, law.alpha),
    beta: off(fit.beta, law.beta),
    knee: off(knee.at, uslKnee(law)!),
  };
}

function isMisplaced(seed: number): boolean {
  const { law, minutes } = loadDay(seed, FAR_BELOW_KNEE);
  const { knee } = judgeScalability(minutes);
  const truth = uslKnee(law)!;
  return knee !== null && (truth < knee.lower || truth > knee.upper);
}

function forecastFigures(seeds: readonly number[], historyDays: number): CapacityFigures["forecasts"][number] {
  let covered = 0;
  let hours = 0;
  let error = 0;
  for (const seed of seeds.flatMap((one) => Array.from({ length: 6 }, (_, series) => 6 * one + series))) {
    const values = trafficWeeks(seed, historyDays + WEEK_DAYS);
    const past = values.slice(0, historyDays * 24);
    forecastDays(past, WEEK_DAYS, HOURS).forEach(({ expected, lower, upper }, ahead) => {
      const value = values[past.length + ahead]!;
      hours++;
      if (lower <= value && value <= upper) covered++;
      error += Math.abs(value - expected) / value;
    });
  }
  return { historyDays, coverage: covered / hours, meanError: error / hours };
}
