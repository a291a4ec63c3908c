/**
 * Failed health checks beside errors that users see.
 *
 * Question: do the checks notice what users notice, and who is first? Two answers a server and day:
 *
 * - the share of user errors in minutes with a failed check, which is how much the checks cover;
 * - the lag at which failed checks and errors correlate best, Pearson's r of the two counts by the minute, one shifted by -10 to 10 minutes (the sample
 *   cross-correlation: Box, Jenkins, "Time Series Analysis", 1970, chapter 11). Of lags that correlate equally the one nearest to 0 counts.
 *
 * What it can tell: that users see errors ten minutes before the checks do, or errors that the checks never see. What it cannot: which causes which, as an overload
 * fails both; and errors that never were, because checks had taken the server out in time, lower the share although the checks did what they are for.
 *
 * @module
 */
import { DAY_MS } from "../table/day.ts";
import type { HealthCheckLinkRow } from "./health_check_link.ts";

const MINUTE_MS = 60_000;
const DAY_MINUTES = DAY_MS / MINUTE_MS;
const MOST_LAG_MINUTES = 10;
const CHANCE_CORRELATION = 3.04 / Math.sqrt(DAY_MINUTES);

/** A minute of one server with failed checks or errors; others have neither. */
export interface TroubledMinute {
  /** Start of the minute, ms since 1970. */
  readonly at: number;
  readonly failure_count: number;
  readonly server_error_count: number;
}

/**
 * Links the failed checks of a server with its errors.
 *
 * @param dayAt start of the day, ms since 1970
 * @param minutes those of the day with trouble
 * @returns null where no check failed
 */
export function linkChecks(
  dayAt: number,
  server_id: string,
  minutes: readonly TroubledMinute[],
): HealthCheckLinkRow | null {
  const failures = countsBy(dayAt, minutes, "failure_count");
  const errors = countsBy(dayAt, minutes, "server_error_count");
  if (failures.size === 0) return null;
  const server_error_count = sumOf(errors.values());
  const linked_error_count = sumOf([...errors].map(([minute, count]) => failures.has(minute) ? count : 0));
  return {
    day_at: dayAt,
    server_id,
    failed_minute_count: failures.size,
    server_error_count,
    linked_error_count,
    linked_error_ratio: server_error_count === 0 ? null : linked_error_count / server_error_count,
    ...bestLag(failures, errors),
  };
}

type Counts = ReadonlyMap<number, number>;

function bestLag(failures: Counts, errors: Counts): Pick<HealthCheckLinkRow, "lag_minutes" | "correlation"> {
  if (errors.size === 0) return { lag_minutes: null, correlation: null };
  let [lag_minutes, correlation] = [0, correlationAt(failures, errors, 0)];
  for (let distance = 1; distance <= MOST_LAG_MINUTES; distance++) {
    for (const lag of [distance, -distance]) {
      const found = correlationAt(failures, errors, lag);
      if (found > correlation + 1e-9) [lag_minutes, correlation] = [lag, found];
    }
  }
  return { lag_minutes: correlation > CHANCE_CORRELATION ? lag_minutes : null, correlation };
}

/** Pearson's r over the minutes of a day, of which only those with trouble are not zero. */
function correlationAt(failures: Counts, errors: Counts, lag: number): number {
  let product = 0;
  for (const [minute, count] of failures) product += count * (errors.get(minute + lag) ?? 0);
  const [x, y] = [sumOf(failures.values()), sumOf(errors.values())];
  const [xx, yy] = [sumOfSquares(failures), sumOfSquares(errors)];
  const spread = Math.sqrt((xx - x * x / DAY_MINUTES) * (yy - y * y / DAY_MINUTES));
  return spread > 0 ? (product - x * y / DAY_MINUTES) / spread : 0;
}

function countsBy(
  dayAt: number,
  minutes: readonly TroubledMinute[],
  column: "failure_count" | "server_error_count",
): Counts {
  const counts = minutes.filter((minute) => minute[column] > 0);
  return new Map(counts.map((minute) => [(minute.at - dayAt) / MINUTE_MS, minute[column]]));
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function sumOfSquares(counts: Counts): number {
  return sumOf([...counts.values()].map((count) => count * count));
}
