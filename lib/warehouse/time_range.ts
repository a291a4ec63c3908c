/** Moments as settings name them. @module */
import { type Config, ConfigError } from "../run/config.ts";
import { DAY_MS, dayOf } from "../table/day.ts";
import type { TimeRange } from "./warehouse.ts";

/**
 * Reads `--from` and `--to`; a moment without a zone is in UTC, a day begins at midnight.
 *
 * @throws {ConfigError} for what is no moment
 */
export function rangeOf(config: Pick<Config, "from" | "to">): TimeRange {
  return { from: instantOf(config, "from"), to: instantOf(config, "to") };
}

/**
 * Names the UTC days that a span touches, ascending, as starts of days in ms since 1970.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const at = (text: string) => Date.parse(`${text}Z`);
 * assertEquals(daysWithin(at("2026-01-05T12:00"), at("2026-01-07T00:00")), [at("2026-01-05T00:00"), at("2026-01-06T00:00")]);
 * assertEquals(daysWithin(5, 5), []);
 * ```
 */
export function daysWithin(from: number, to: number): number[] {
  const length = from < to ? Math.ceil((to - dayOf(from)) / DAY_MS) : 0;
  return Array.from({ length }, (_, i) => dayOf(from) + i * DAY_MS);
}

function instantOf(config: Pick<Config, "from" | "to">, name: "from" | "to"): number | null {
  const text = config[name];
  if (text === null) return null;
  const at = Date.parse(
    /[zZ]$|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.includes("T") ? text : `${text}T00:00:00`}Z`,
  );
  if (Number.isNaN(at)) {
    throw new ConfigError(`Cannot use --${name} "${text}": a moment like 2026-01-05T12:00 is needed`);
  }
  return at;
}
