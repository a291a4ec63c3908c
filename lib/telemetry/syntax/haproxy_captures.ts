/**
 * What captured headers mean. HAProxy logs `{shop.example|curl/8.5.0|0000...}` without names: only its configuration
 * tells which header stands where. Two of them can be told from their values.
 *
 * - A request id is 32 hexadecimal digits, or a UUID.
 * - A user agent begins with a product and its version, `curl/8.5.0` (RFC 9110, 10.1.5), other than `HTTP/1.1`.
 *
 * Not every value of a column looks like its kind (`Weird agent`), so the place is learnt from the first lines of a
 * frontend: the one where most values look so. Where none was learnt, the first value of a line that looks so counts.
 * Other headers, the host included, are not guessed.
 *
 * @module
 */
import { unescapeHashes } from "../value/escape.ts";

/** The place of a header among the captures of a frontend, from 0; -1 where it is not known. */
export interface CapturePlaces {
  readonly agent: number;
  readonly requestId: number;
}

/** The places of a frontend that nothing is known of. */
export const UNKNOWN_PLACES: CapturePlaces = { agent: -1, requestId: -1 };

/** Learns the places of headers from the captures of one frontend, joined by `|` as HAProxy writes them. */
export function learnCapturePlaces(captures: readonly string[]): CapturePlaces {
  return { agent: commonPlace(captures, isUserAgent), requestId: commonPlace(captures, isRequestId) };
}

/** Reads the user agent from the captures of a line; null where there is none. */
export function userAgentOf(captures: string, places: CapturePlaces): string | null {
  return valueOf(captures, places.agent >= 0 ? places.agent : placeOf(captures, isUserAgent, 0));
}

/** Reads the request id from the captures of a line; null where there is none. */
export function requestIdOf(captures: string, places: CapturePlaces): string | null {
  return valueOf(captures, places.requestId >= 0 ? places.requestId : placeOf(captures, isRequestId, 0));
}

type Recognise = (text: string, start: number, end: number) => boolean;

function commonPlace(captures: readonly string[], recognise: Recognise): number {
  const counts: number[] = [];
  for (const text of captures) {
    for (let place = placeOf(text, recognise, 0); place >= 0; place = placeOf(text, recognise, place + 1)) {
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return counts.reduce((best, count, place) => count > (counts[best] ?? 0) ? place : best, -1);
}

/** Finds the first place, from `from` on, whose value looks as it should; -1 where there is none. */
function placeOf(captures: string, recognise: Recognise, from: number): number {
  let start = 0;
  for (let place = 0; start <= captures.length; place++) {
    const end = endOfValue(captures, start);
    if (place >= from && recognise(captures, start, end)) return place;
    start = end + 1;
  }
  return -1;
}

function valueOf(captures: string, place: number): string | null {
  if (place < 0) return null;
  let start = 0;
  for (let skipped = 0; skipped < place; skipped++) start = endOfValue(captures, start) + 1;
  const value = captures.slice(start, endOfValue(captures, start));
  return value === "" || value === "-" ? null : unescapeHashes(value);
}

function endOfValue(captures: string, start: number): number {
  const bar = captures.indexOf("|", start);
  return bar < 0 ? captures.length : bar;
}

function isRequestId(text: string, start: number, end: number): boolean {
  const isUuid = end - start === 36;
  if (!isUuid && end - start !== 32) return false;
  for (let at = start; at < end; at++) {
    const isHyphen = isUuid && (at - start === 8 || at - start === 13 || at - start === 18 || at - start === 23);
    if (isHyphen ? text.charAt(at) !== "-" : !isHexDigit(text.charCodeAt(at))) return false;
  }
  return true;
}

function isUserAgent(text: string, start: number, end: number): boolean {
  const slash = text.indexOf("/", start);
  if (slash <= start || slash + 1 >= end || !isDecimalDigit(text.charCodeAt(slash + 1))) return false;
  for (let at = start; at < slash; at++) {
    const code = text.charCodeAt(at);
    const isJoint = code === 45 || code === 46 || code === 95;
    if (!isLetter(code) && (at === start || !isJoint && !isDecimalDigit(code))) return false;
  }
  return !text.startsWith("HTTP/", start);
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

function isDecimalDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHexDigit(code: number): boolean {
  return isDecimalDigit(code) || (code | 32) >= 97 && (code | 32) <= 102;
}
