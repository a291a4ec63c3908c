/**
 * Forecasts a series with the shape of days and weeks and a slow trend.
 *
 * The trend is the median of the changes from a week to the next, so that weekends do not look like one, and it is damped:
 * what grew lately seldom goes on for ever (Gardner and McKenzie, "Forecasting Trends in Time Series", Management Science 31,
 * 1985). The shape is the sum of what is usual for the hour of the day, for the day of the week, and for the hour of the week beyond
 * both, the last drawn towards nothing while there are few weeks. The level is what the last week was above the shape. Medians throughout, so that holidays and
 * incidents do not become what is expected. Rates are forecast as logarithms, since their swings grow with them.
 *
 * Limit: it knows no holidays and no deployments to come.
 *
 * @module
 */
import { median } from "../anomaly/median.ts";

/** How a series is cut and measured. */
export interface SeasonOptions {
  /** Values a day: 24 for hours, 1 for days. */
  readonly stepsPerDay: number;
  /** Whether the series is of rates, which are never negative and swing in proportion. */
  readonly isRate: boolean;
}

/** Days below which nothing is forecast. */
export const FEWEST_DAYS = 1;
/** How much of a trend is left a day later. */
const DAMPING = 0.97;
const WEEK_DAYS = 7;
/** Weeks that the absence of anything special about an hour of the week is worth. */
const PRIOR_WEEKS = 1;
/** Share of the median value that is added before the logarithm, so that idle hours have one. */
const RATE_FLOOR = 0.02;

/** A forecaster that knows a past: what it expects so many steps after its end. */
export interface Forecaster {
  readonly expected: (ahead: number) => number;
  /** From the unit of the series to the scale on which errors are even, and back. */
  readonly toScale: (value: number) => number;
  readonly fromScale: (scaled: number) => number;
}

/**
 * Learns from a past of equal steps.
 *
 * @param past oldest first, null where nothing is known; begins at any hour
 * @returns null with less than a day of values
 */
export function learnSeason(past: readonly (number | null)[], options: SeasonOptions): Forecaster | null {
  const { stepsPerDay, isRate } = options;
  const known = past.filter((value) => value !== null);
  if (known.length < FEWEST_DAYS * stepsPerDay) return null;
  const { toScale, fromScale } = isRate ? logarithmic(known) : LINEAR;
  const scaled = past.map((value) => value === null ? null : toScale(value));
  const slope = weeklySlope(scaled, stepsPerDay);
  const end = scaled.length;
  const flat = scaled.map((value, step) => value === null ? null : value - slope * (step - end));
  const shape = shapeOf(flat, stepsPerDay);
  const level = levelOf(flat, shape, WEEK_DAYS * stepsPerDay);
  const dailySlope = slope * stepsPerDay;
  const expected = (ahead: number) => {
    const days = (ahead + 1) / stepsPerDay;
    const grown = dailySlope * (1 - DAMPING ** days) / -Math.log(DAMPING);
    return fromScale(level + shape(end + ahead) + grown);
  };
  return { expected, toScale, fromScale };
}

const LINEAR = { toScale: (value: number) => value, fromScale: (scaled: number) => scaled };

function logarithmic(known: readonly number[]): typeof LINEAR {
  const floor = Math.max(RATE_FLOOR * median(known)!, Number.MIN_VALUE);
  return {
    toScale: (value) => Math.log(Math.max(0, value) + floor),
    fromScale: (scaled) => Math.max(0, Math.exp(scaled) - floor),
  };
}

/** The change a step, from the changes of a week; 0 with less than two weeks. */
function weeklySlope(scaled: readonly (number | null)[], stepsPerDay: number): number {
  const week = WEEK_DAYS * stepsPerDay;
  if (scaled.length < 2 * week) return 0;
  const changes = scaled.flatMap((value, step) => {
    const before = scaled[step - week];
    return value === null || before === null || before === undefined ? [] : [value - before];
  });
  return (median(changes) ?? 0) / week;
}

/** What is usual at a step, by its place in the week: the hour of the day and the day of the week, and how the hour of the week differs. */
function shapeOf(flat: readonly (number | null)[], stepsPerDay: number): (step: number) => number {
  const week = WEEK_DAYS * stepsPerDay;
  const hourly = usualAt(flat, (step) => step % stepsPerDay);
  const ofDay = less(flat, hourly);
  const daily = usualAt(ofDay, (step) => Math.floor(step / stepsPerDay) % WEEK_DAYS);
  const rest = usualAt(less(ofDay, daily), (step) => step % week, PRIOR_WEEKS);
  return (step) => hourly(step) + daily(step) + rest(step);
}

/** The median of all steps of a place, drawn towards 0 as if so many more values had been there; 0 where there is none. */
function usualAt(
  flat: readonly (number | null)[],
  placeOf: (step: number) => number,
  priorCount = 0,
): (step: number) => number {
  const places: number[][] = [];
  flat.forEach((value, step) => {
    if (value !== null) (places[placeOf(step)] ??= []).push(value);
  });
  const usual = places.map((values) => median(values)! * values.length / (values.length + priorCount));
  return (step) => usual[placeOf(step)] ?? 0;
}

function less(flat: readonly (number | null)[], usual: (step: number) => number): (number | null)[] {
  return flat.map((value, step) => value === null ? null : value - usual(step));
}

function levelOf(flat: readonly (number | null)[], shape: (step: number) => number, span: number): number {
  const start = Math.max(0, flat.length - span);
  const above = flat.slice(start).flatMap((value, place) => value === null ? [] : [value - shape(start + place)]);
  return median(above) ?? 0;
}
