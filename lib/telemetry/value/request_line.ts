/** The first line of a request, as a client sent it and a log keeps it. @module */

/** What a request line holds; null for what is not there. */
export interface RequestLine {
  readonly method: string | null;
  readonly path: string | null;
  readonly protocol: string | null;
}

const NOTHING: RequestLine = { method: null, path: null, protocol: null };
const SPACE = 32;
const SLASH = 47;
const HYPHEN = 45;
const UNDERSCORE = 95;

/**
 * Splits `GET /cart?id=7 HTTP/1.1`. The line is written by strangers, so every part of it may be missing.
 *
 * The method is the first word and the protocol the last word that begins with `HTTP/`; what is between them is the
 * path, raw spaces included. Of an absolute URL the path and the query are kept. Text whose first word cannot be a
 * method (empty, `-`, `<BADREQ>`, TLS spoken to a plain port) gives nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { parseRequestLine } from "./request_line.ts";
 *
 * const expected = { method: "GET", path: "/a b", protocol: "HTTP/1.1" };
 * assertEquals(parseRequestLine("GET /a b HTTP/1.1"), expected);
 * assertEquals(parseRequestLine("GET http://shop.example:80/a b HTTP/1.1"), expected);
 * ```
 */
export function parseRequestLine(text: string): RequestLine {
  const firstSpace = text.indexOf(" ");
  const methodEnd = firstSpace < 0 ? text.length : firstSpace;
  if (!isMethod(text, methodEnd)) return NOTHING;
  const method = text.slice(0, methodEnd);
  if (firstSpace < 0) return { method, path: null, protocol: null };
  const end = text.charCodeAt(text.length - 1) === SPACE ? text.trimEnd().length : text.length;
  const lastSpace = text.lastIndexOf(" ", end - 1);
  const hasProtocol = text.startsWith("HTTP/", lastSpace + 1);
  const target = text.slice(firstSpace + 1, hasProtocol ? lastSpace : end);
  return { method, path: targetPath(target), protocol: hasProtocol ? text.slice(lastSpace + 1, end) : null };
}

function isMethod(text: string, end: number): boolean {
  if (end === 0 || !isLetter(text.charCodeAt(0))) return false;
  for (let at = 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && code !== HYPHEN && code !== UNDERSCORE) return false;
  }
  return true;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

/** Takes path and query out of a request target, which may be an absolute URL; null where it is empty. */
export function targetPath(target: string): string | null {
  const first = target.charCodeAt(0);
  if (first === SLASH) return target;
  if (first === SPACE) return targetPath(target.trimStart());
  if (target === "") return null;
  const scheme = target.indexOf("://");
  return scheme > 0 && isMethod(target, scheme) ? pathOfUrl(target, scheme + 3) : target;
}

function pathOfUrl(url: string, hostStart: number): string {
  for (let at = hostStart; at < url.length; at++) {
    const code = url.charCodeAt(at);
    if (code === SLASH) return url.slice(at);
    if (code === 63 || code === 35) return `/${url.slice(at)}`;
  }
  return "/";
}
