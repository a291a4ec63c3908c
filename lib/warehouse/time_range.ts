/** Moments as settings name them. @module */
import { type Config, ConfigError } from "../run/config.ts";
import type { TimeRange } from "./warehouse.ts";

/**
 * Reads `--from` and `--to`; a moment without a zone is in UTC, a day begins at midnight.
 *
 * @throws {ConfigError} for what is no moment
 */
export function rangeOf(config: Pick<Config, "from" | "to">): TimeRange {
  return { from: instantOf(config, "from"), to: instantOf(config, "to") };
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
