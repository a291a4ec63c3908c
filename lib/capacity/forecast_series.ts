/** Forecasts the coming week of one series. @module */
import { DAY_MS } from "../table/day.ts";
import type { ForecastRow } from "./forecast.ts";
import { forecastDays } from "./forecast_interval.ts";

/** A metric of a scope by hours or days, ascending, gaps left out. Moments are ms since 1970. */
export interface KnownSeries {
  readonly window: "hour" | "day";
  readonly scopeKind: string;
  readonly scope: string;
  readonly metric: string;
  readonly points: readonly { readonly at: number; readonly value: number }[];
}

const STEP_MS = { hour: 3_600_000, day: DAY_MS } as const;
const WEEK_DAYS = 7;
/** Metrics of servers that are forecast by days alone. */
const DAILY = "day";

/**
 * Forecasts a series from the end of a day on; empty where the past is too short, or ends before that day.
 *
 * @param day start of the last day that is known
 */
export function forecastSeries(series: KnownSeries, day: number): ForecastRow[] {
  const { window, scopeKind, scope, metric, points } = series;
  const first = points[0];
  const isMeant = window === DAILY || scopeKind !== "server";
  if (!isMeant || first === undefined || points.at(-1)!.at < day) return [];
  const stepMs = STEP_MS[window];
  const from = Math.floor(first.at / DAY_MS) * DAY_MS;
  const end = day + DAY_MS;
  const past = new Array<number | null>(Math.round((end - from) / stepMs)).fill(null);
  for (const { at, value } of points) if (at < end) past[Math.floor((at - from) / stepMs)] = value;
  const options = { stepsPerDay: DAY_MS / stepMs, isRate: !metric.endsWith("_percent") };
  return forecastDays(past, WEEK_DAYS, options).map((expectation, ahead) => ({
    made_at: day,
    window,
    scope_kind: scopeKind,
    scope,
    metric,
    window_start_at: end + ahead * stepMs,
    ...expectation,
    history_day_count: (end - from) / DAY_MS,
  }));
}
