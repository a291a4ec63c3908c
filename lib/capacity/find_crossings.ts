/** Finds what will reach its limit within a year. @module */
import { metricWords, numberWords, scopeWords } from "../anomaly/words.ts";
import { DAY_MS } from "../table/day.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { CapacityRow } from "./capacity.ts";
import { type Crossing, crossThreshold, type Moment } from "./cross_threshold.ts";
import type { KnownSeries } from "./forecast_series.ts";
import type { ThresholdCrossingRow } from "./threshold_crossing.ts";
import { PLANNED_CPU_PERCENT } from "./utilisation_law.ts";
import { dayWords } from "./words.ts";

/** Share of a disk that may be used. */
const DISK_LIMIT_PERCENT = 90;

/** Finds the crossings of all series, the soonest first. @param day start of the last day that is known */
export function findCrossings(
  series: readonly KnownSeries[],
  capacity: readonly CapacityRow[],
  day: number,
): ThresholdCrossingRow[] {
  return series.flatMap((one) => {
    const threshold = thresholdOf(one, capacity);
    const crossing = threshold === null ? null : crossThreshold(trendPoints(one), threshold);
    return crossing === null ? [] : [rowOf(one, threshold!, crossing, day)];
  }).sort((a, b) => a.crosses_at - b.crosses_at);
}

function thresholdOf(
  { window, scopeKind, scope, metric }: KnownSeries,
  capacity: readonly CapacityRow[],
): number | null {
  if (metric === "disk_usage_percent") return window === "hour" ? DISK_LIMIT_PERCENT : null;
  if (metric === "cpu_usage_percent") return PLANNED_CPU_PERCENT;
  if (metric !== "requests_per_second") return null;
  return capacity.find((row) => row.scope_kind === scopeKind && row.scope === scope)?.limit_requests_per_second ?? null;
}

/** Disks fill evenly and are read by hours; what has its daily swing is read by its busiest hour a day. */
function trendPoints({ metric, window, points }: KnownSeries): readonly Moment[] {
  if (metric === "disk_usage_percent" || window === "day") return points;
  const days = Map.groupBy(points, ({ at }) => Math.floor(at / DAY_MS));
  return [...days].map(([day, hours]) => ({ at: day * DAY_MS, value: Math.max(...hours.map(({ value }) => value)) }));
}

function rowOf(series: KnownSeries, threshold: number, crossing: Crossing, day: number): ThresholdCrossingRow {
  const { scopeKind, scope, metric } = series;
  return {
    made_at: day,
    scope_kind: scopeKind,
    scope,
    metric,
    threshold,
    latest: crossing.latest,
    slope_per_day: crossing.slopePerDay,
    crosses_at: crossing.crossesAt,
    earliest_at: crossing.earliestAt,
    latest_at: crossing.latestAt,
    explanation: explain(series, threshold, crossing),
  };
}

function explain({ scopeKind, scope, metric }: KnownSeries, threshold: number, crossing: Crossing): string {
  const { latest, slopePerDay, crossesAt, earliestAt, latestAt } = crossing;
  const unit = metric.endsWith("_percent") ? " %" : " requests/s";
  const where = scopeWords(scopeKind as ScopeKind, scope);
  const level = `${metricWords(metric)} of ${where} is at ${numberWords(latest)}${unit}`;
  if (latest >= threshold) return `${level}, beyond its limit of ${numberWords(threshold)}${unit}.`;
  const until = latestAt === null ? "or never" : `at the latest ${dayWords(latestAt)}`;
  return `${level} and grows by ${numberWords(slopePerDay)} a day: at ${numberWords(threshold)}${unit} about ${
    dayWords(crossesAt)
  }, at the earliest ${dayWords(earliestAt)}, ${until}.`;
}
