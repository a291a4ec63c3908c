/**
 * Routes: paths with their identifiers taken out, so that `/users/1` and `/users/2` count together.
 *
 * A segment is an identifier when it has a digit and is a number (`73712`, `2026-11-22`), at least 8 hexadecimal digits (`3f2a9c01`), or at least 20
 * characters of a token (a UUID, a signed key). Names with a digit (`v2`, `oauth2`, `app.3f2a9c.js`) stay. The query is no part of a route. How many
 * routes are kept is decided by the roll-up, which knows their traffic. Read by character codes: one path a line.
 *
 * @module
 */

const PLACEHOLDER = "{id}";
const SEGMENT_LIMIT = 8;
const LENGTH_LIMIT = 200;
const HEXADECIMAL_LENGTH = 8;
const TOKEN_LENGTH = 20;

/**
 * Takes the identifiers and the query out of a path; deeper than eight segments, or longer than 200 characters, it ends in `…`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(routeOf("/api/v2/users/73712/orders?expand=items"), "/api/v2/users/{id}/orders");
 * ```
 */
export function routeOf(path: string): string {
  const end = endOfPath(path);
  let route = "";
  let copied = 0;
  let start = path.startsWith("/") ? 1 : 0;
  for (let segments = 0; start <= end; segments++) {
    if (segments === SEGMENT_LIMIT) return shortened(`${route}${path.slice(copied, start)}…`);
    const slash = path.indexOf("/", start);
    const stop = slash < 0 || slash > end ? end : slash;
    if (isIdentifier(path, start, stop)) {
      route += path.slice(copied, start) + PLACEHOLDER;
      copied = stop;
    }
    start = stop + 1;
  }
  return shortened(copied === 0 ? path.slice(0, end) : route + path.slice(copied, end));
}

function shortened(route: string): string {
  return route.length > LENGTH_LIMIT ? `${route.slice(0, LENGTH_LIMIT)}…` : route;
}

function endOfPath(path: string): number {
  for (let i = 0; i < path.length; i++) {
    const code = path.charCodeAt(i);
    if (code === QUESTION_MARK || code === HASH) return i;
  }
  return path.length;
}

const QUESTION_MARK = 0x3f;
const HASH = 0x23;

function isIdentifier(path: string, start: number, stop: number): boolean {
  let kinds = NUMBER | HEXADECIMAL | TOKEN;
  let hasDigit = false;
  for (let i = start; i < stop && kinds !== 0; i++) {
    const kind = kindsOf(path.charCodeAt(i));
    if (kind === DIGIT) hasDigit = true;
    kinds &= kind;
  }
  if (!hasDigit || kinds === 0) return false;
  const length = stop - start;
  if ((kinds & HEXADECIMAL) !== 0 && length >= HEXADECIMAL_LENGTH) return true;
  if ((kinds & TOKEN) !== 0 && length >= TOKEN_LENGTH) return true;
  return (kinds & NUMBER) !== 0 && kindsOf(path.charCodeAt(stop - 1)) === DIGIT;
}

const NUMBER = 1;
const HEXADECIMAL = 2;
const TOKEN = 4;
const DIGIT = NUMBER | HEXADECIMAL | TOKEN;

/** The kinds of identifier that a character may stand in. */
function kindsOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return DIGIT;
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x66) return HEXADECIMAL | TOKEN;
  if ((lower >= 0x67 && lower <= 0x7a) || code === 0x7e) return TOKEN;
  if (code === 0x2d || code === 0x5f) return NUMBER | TOKEN;
  return code === 0x2e || code === 0x2c ? NUMBER : 0;
}
