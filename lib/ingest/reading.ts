/** How an operator wants logs to be read. @module */
import { ADDRESS_LEVELS, type AddressPolicy } from "../privacy/address_policy.ts";
import { type Config, ConfigError } from "../run/config.ts";
import { detectFormat } from "../telemetry/formats.ts";
import type { ReadOptions } from "../telemetry/log_format.ts";
import { zoneOffsetMs } from "../telemetry/value/time_zone.ts";

/** A format, or `auto`, what the logs do not tell themselves, and what is kept of the addresses in them. */
export interface Reading {
  readonly formatName: string;
  readonly read: ReadOptions;
  readonly addresses: AddressPolicy;
}

type ReadingSettings = "format" | "layout" | "time-zone" | "client-addresses" | "client-address-key";

/** A shorter key could be found by trying. */
const LEAST_KEY_LENGTH = 16;

/**
 * Takes the way of reading from the settings, and tries it before any log is opened.
 *
 * @throws {ConfigError} for a format, layout, time zone or level of addresses that nobody knows, and for a missing key
 */
export function readingOf(config: Pick<Config, ReadingSettings>): Reading {
  const { format: formatName, layout, "time-zone": timeZone } = config;
  const read = { timeZone, layout };
  const zone = `Cannot use --time-zone "${timeZone}": an IANA zone like Europe/Berlin is needed`;
  refuse(() => zoneOffsetMs(timeZone, 0), zone);
  refuse(() => detectFormat([], formatName, read));
  return { formatName, read, addresses: addressPolicyOf(config) };
}

/** The message never has the key. */
function addressPolicyOf(config: Pick<Config, "client-addresses" | "client-address-key">): AddressPolicy {
  const { "client-addresses": text, "client-address-key": key } = config;
  const level = ADDRESS_LEVELS.find((level) => level === text);
  if (level === undefined) {
    throw new ConfigError(`Cannot use --client-addresses "${text}": one of ${ADDRESS_LEVELS.join(", ")} is needed`);
  }
  if (level !== "hash") return { level };
  if (key !== null && key.length >= LEAST_KEY_LENGTH) return { level, key };
  const found = key === null ? "there is no CLIENT_ADDRESS_KEY" : "CLIENT_ADDRESS_KEY is too short";
  throw new ConfigError(
    `Cannot use --client-addresses hash: ${found}, put ${LEAST_KEY_LENGTH} or more random characters into .env, ` +
      "such as `openssl rand -hex 16` prints",
  );
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
