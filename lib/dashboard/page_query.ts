/** What a viewer asks for, read from the query string of a page. @module */
import { localToUtcMs } from "../telemetry/value/time_zone.ts";
import { SCOPE_KINDS } from "../traffic/traffic_minute.ts";
import type { PageQuery, PageRange, PageScope } from "./page.ts";

const MINUTE_MS = 60_000;
const UNIT_MS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1_440 * MINUTE_MS } as const;
const LONGEST_MS = 366 * UNIT_MS.d;
const SHORTEST_MS = 15 * MINUTE_MS;
const SCOPE_LENGTH = 1_000;
const UTC = "UTC";

/** The span that is shown where none is asked for. */
export const USUAL_LENGTH = "24h";

/** The whole traffic. */
export const WHOLE_TRAFFIC: PageScope = { kind: "all", name: "(all)" };

/** A query string that cannot be read, with what is needed in its message. */
export class QueryError extends Error {
  override readonly name = "QueryError";
}

/**
 * Reads `last` (`15m`, `6h`, `7d`) or `from` and `to`, `scope` (`server:web-1`), `compare` (`previous`) and `tz` (`Europe/Berlin`).
 *
 * `tz=local` is UTC here, since a server does not know where its viewer is: the page's script puts the name of the viewer's zone in its place.
 * A span ends at a whole minute, so that viewers of one minute share what is read for them.
 *
 * @param endsAt where a span without an end of its own ends: now, or the newest minute where that is long ago; ms since 1970
 * @param beginsAt where a span begins that is not asked for, as far as its usual length goes; null for the usual length
 * @throws {QueryError} for what cannot be read
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const { range, scope } = readPageQuery(new URLSearchParams("last=15m&scope=server:web-1"), 3_600_000);
 * assertEquals([range.to - range.from, scope.kind, scope.name], [900_000, "server", "web-1"]);
 * ```
 */
export function readPageQuery(
  parameters: URLSearchParams,
  endsAt: number,
  beginsAt: number | null = null,
): PageQuery {
  const zone = zoneOf(parameters.get("tz") ?? "");
  const end = Math.ceil(endsAt / MINUTE_MS) * MINUTE_MS;
  const range = isAsked(parameters) || beginsAt === null ? rangeOf(parameters, zone, end) : knownRange(beginsAt, end);
  const lengthMs = range.to - range.from;
  return {
    range,
    zone,
    scope: scopeOf(parameters.get("scope") ?? ""),
    compare: parameters.get("compare") === "none" ? null : { from: range.from - lengthMs, to: range.from },
    parameters,
  };
}

/**
 * Reads a moment: ISO 8601, or ms since 1970.
 *
 * @param zone whose clock a moment is read by that names no zone
 * @throws {QueryError} for what is no moment
 */
export function readMoment(text: string, name: string, zone = UTC): number {
  const isAbsolute = /^\d{9,15}$/.test(text);
  const isZoned = isAbsolute || /[zZ]$|T.*[+-]\d\d:?\d\d$/.test(text);
  const at = isAbsolute ? Number(text) : Date.parse(isZoned || !text.includes("T") ? text : `${text}Z`);
  if (Number.isFinite(at)) return isZoned ? at : localToUtcMs(zone, at);
  throw new QueryError(`Cannot use ${name}: a moment like 2026-01-05T12:00Z is needed`);
}

/** Reads a zone by its IANA name, whichever way its letters are written. */
function zoneOf(text: string): string {
  if (text === "" || text === UTC || text === "local") return UTC;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new QueryError("Cannot use tz: the name of a zone like Europe/Berlin, local or UTC is needed", { cause });
  }
}

/** Whether a query says which time it asks for. */
export function isAsked(parameters: URLSearchParams): boolean {
  return ["last", "from", "to"].some((name) => parameters.get(name));
}

/** What is known of the usual length, and not less than a quarter of an hour. */
function knownRange(beginsAt: number, end: number): PageRange {
  return { from: Math.max(end - lengthOf(USUAL_LENGTH), Math.min(beginsAt, end - SHORTEST_MS)), to: end };
}

function rangeOf(parameters: URLSearchParams, zone: string, endsAt: number): PageRange {
  const [from, to] = [parameters.get("from"), parameters.get("to")];
  const end = to ? readMoment(to, "to", zone) : endsAt;
  const start = from ? readMoment(from, "from", zone) : end - lengthOf(parameters.get("last") || USUAL_LENGTH);
  const range = { from: start, to: end };
  const lengthMs = range.to - range.from;
  if (lengthMs > 0 && lengthMs <= LONGEST_MS) return range;
  throw new QueryError("Cannot use the time range: from must be before to, and at most 366 days");
}

function lengthOf(text: string): number {
  const [, count, unit] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined || Number(count) === 0) {
    throw new QueryError("Cannot use last: a length like 15m, 6h or 7d is needed");
  }
  return Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS];
}

function scopeOf(text: string): PageScope {
  if (text === "") return WHOLE_TRAFFIC;
  const colon = text.indexOf(":");
  const [kind, name] = [text.slice(0, colon), text.slice(colon + 1)];
  const isKnown = SCOPE_KINDS.some((known) => known === kind);
  if (colon > 0 && isKnown && name !== "" && name.length <= SCOPE_LENGTH) return { kind, name };
  throw new QueryError(`Cannot use scope: KIND:NAME with a kind of ${SCOPE_KINDS.join(", ")} is needed`);
}
