/** How an operator wants logs to be read. @module */
import { type Config, ConfigError } from "../run/config.ts";
import { detectFormat } from "../telemetry/formats.ts";
import type { ReadOptions } from "../telemetry/log_format.ts";
import { zoneOffsetMs } from "../telemetry/value/time_zone.ts";

/** A format, or `auto`, and what the logs do not tell themselves. */
export interface Reading {
  readonly formatName: string;
  readonly read: ReadOptions;
}

/**
 * Takes the way of reading from the settings, and tries it before any log is opened.
 *
 * @throws {ConfigError} for a format, layout or time zone that nobody knows
 */
export function readingOf(config: Pick<Config, "format" | "layout" | "time-zone">): Reading {
  const { format: formatName, layout, "time-zone": timeZone } = config;
  const read = { timeZone, layout };
  const zone = `Cannot use --time-zone "${timeZone}": an IANA zone like Europe/Berlin is needed`;
  refuse(() => zoneOffsetMs(timeZone, 0), zone);
  refuse(() => detectFormat([], formatName, read));
  return { formatName, read };
}

/** Turns the error of a trial into one about the settings, with its own message unless there is a better one. */
function refuse(trial: () => unknown, message?: string): void {
  try {
    trial();
  } catch (cause) {
    if (!(cause instanceof RangeError || cause instanceof SyntaxError)) throw cause;
    throw new ConfigError(message ?? cause.message, { cause });
  }
}
