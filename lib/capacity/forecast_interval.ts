/**
 * A forecast with an interval that is measured, not assumed: the errors that the same method made in the past.
 *
 * The forecast is repeated from the end of past days, and its errors are kept by how many days ahead they were. The interval of
 * a day ahead is the quantile of their sizes at (1 + 1/n) x 90 %, n being how many there are: split conformal prediction, which
 * covers at least 90 % whatever the noise, as long as the future errs as the past did (Vovk, Gammerman and Shafer, "Algorithmic
 * Learning in a Random World", 2005; Lei et al., JASA 113, 2018). Errors from when half of the past was not known yet are
 * left out, as they were larger. As far ahead as no error is known, nothing is forecast: two days tell one more.
 *
 * @module
 */
import { quantile } from "./quantile.ts";
import { FEWEST_DAYS, type Forecaster, learnSeason, type SeasonOptions } from "./seasonal_forecast.ts";

/** What is expected of one step to come. */
export interface Expectation {
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}

/** Share of windows that lie in their interval. */
const COVERAGE = 0.9;
/** Past days from whose end the forecast is repeated at most. */
const MOST_ORIGINS = 28;
/** Share of the past that a repeated forecast must know. */
const KNOWN_SHARE = 0.5;

/**
 * Forecasts up to `dayCount` days after the end of a past, as far as past errors reach.
 *
 * @param past oldest first, in whole days; null where nothing is known
 * @returns one a step; empty with less than two days
 */
export function forecastDays(
  past: readonly (number | null)[],
  dayCount: number,
  options: SeasonOptions,
): Expectation[] {
  const forecaster = learnSeason(past, options);
  if (forecaster === null) return [];
  const { stepsPerDay } = options;
  return reachByDay(pastErrors(past, dayCount, options, forecaster)).flatMap((reach, day) =>
    stepsOf(day, stepsPerDay).map((ahead) => around(forecaster, forecaster.expected(ahead), reach))
  );
}

function around({ toScale, fromScale }: Forecaster, expected: number, reach: number): Expectation {
  const centre = toScale(expected);
  return { expected, lower: fromScale(centre - reach), upper: fromScale(centre + reach) };
}

/** Sizes of past errors by days ahead, on the forecaster's scale. */
function pastErrors(
  past: readonly (number | null)[],
  dayCount: number,
  options: SeasonOptions,
  { toScale }: Forecaster,
): number[][] {
  const { stepsPerDay } = options;
  const days = Math.floor(past.length / stepsPerDay);
  const errors = Array.from({ length: dayCount }, (): number[] => []);
  const first = Math.max(FEWEST_DAYS, Math.floor(KNOWN_SHARE * days), days - MOST_ORIGINS);
  for (let origin = first; origin < days; origin++) {
    const then = learnSeason(past.slice(0, origin * stepsPerDay), options);
    if (then === null) continue;
    for (let day = 0; day < Math.min(dayCount, days - origin); day++) {
      for (const ahead of stepsOf(day, stepsPerDay)) {
        const value = past[origin * stepsPerDay + ahead] ?? null;
        if (value !== null) errors[day]!.push(Math.abs(toScale(value) - toScale(then.expected(ahead))));
      }
    }
  }
  return errors;
}

/** Half the width of the interval of each day ahead, up to the first of which no error is known. */
function reachByDay(errors: readonly (readonly number[])[]): number[] {
  const unknown = errors.findIndex((sizes) => sizes.length === 0);
  return errors.slice(0, unknown < 0 ? errors.length : unknown)
    .map((sizes) => quantile(sizes, Math.min(1, COVERAGE * (1 + 1 / sizes.length)))!);
}

function stepsOf(day: number, stepsPerDay: number): number[] {
  return Array.from({ length: stepsPerDay }, (_, step) => day * stepsPerDay + step);
}
