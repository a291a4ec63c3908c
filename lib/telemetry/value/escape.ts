/**
 * The escapes that balancers write into logged text, back to what was sent.
 *
 * Escaped bytes are UTF-8: `\xC3\xBC` is `ü`. Bytes that are not valid UTF-8 become U+FFFD, and a mark that begins no
 * escape stays as it is, so every text has a result.
 *
 * @module
 */

const UTF_8 = new TextDecoder("utf-8", { ignoreBOM: true });

const C_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["b", "\b"],
  ["v", "\v"],
  ["f", "\f"],
]);
const NO_ESCAPES: ReadonlyMap<string, string> = new Map();

/**
 * Resolves the escapes of nginx (`\xC3`) and Apache (`\xc3`, `\"`, `\\`, `\n`, `\t` and the rest of C's).
 *
 * @returns the same text where there is no backslash
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { unescapeBackslashes } from "./escape.ts";
 *
 * assertEquals(unescapeBackslashes(String.raw`gr\xC3\xBC\xC3\x9Fe\x09\"x\"`), 'grüße\t"x"');
 * ```
 */
export function unescapeBackslashes(text: string): string {
  return text.indexOf("\\") < 0 ? text : resolve(text, "\\", "\\x", C_ESCAPES);
}

/**
 * Resolves HAProxy's escapes, `#` and two hexadecimal digits a byte.
 *
 * @returns the same text where there is no `#`
 */
export function unescapeHashes(text: string): string {
  return text.indexOf("#") < 0 ? text : resolve(text, "#", "#", NO_ESCAPES);
}

/** Runs of escaped bytes that were decoded: few are different, and the decoder costs a microsecond a call. */
const DECODED = new Map<string, string>();
const DECODED_LIMIT = 1_000;
const LONGEST_REMEMBERED = 64;

function resolve(text: string, mark: string, bytePrefix: string, letters: ReadonlyMap<string, string>): string {
  let resolved = "";
  let start = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, start)) {
    const end = endOfBytes(text, at, bytePrefix);
    const letter = letters.get(text.charAt(at + 1));
    resolved += text.slice(start, at);
    resolved += end > at ? decodeRun(text.slice(at, end), bytePrefix) : letter ?? mark;
    start = end > at ? end : at + (letter === undefined ? 1 : 2);
  }
  return resolved + text.slice(start);
}

/** Finds the end of a run of escaped bytes, because one character of UTF-8 may take several. */
function endOfBytes(text: string, start: number, prefix: string): number {
  let end = start;
  while (text.startsWith(prefix, end)) {
    const digits = end + prefix.length;
    if (!isHexDigit(text.charCodeAt(digits)) || !isHexDigit(text.charCodeAt(digits + 1))) break;
    end = digits + 2;
  }
  return end;
}

function decodeRun(run: string, prefix: string): string {
  const known = DECODED.get(run);
  if (known !== undefined) return known;
  const bytes = Uint8Array.from(run.split(prefix).slice(1), (digits) => parseInt(digits, 16));
  const decoded = UTF_8.decode(bytes);
  if (DECODED.size >= DECODED_LIMIT) DECODED.clear();
  if (run.length <= LONGEST_REMEMBERED) DECODED.set(run, decoded);
  return decoded;
}

function isHexDigit(code: number): boolean {
  const lower = code | 32;
  return code >= 48 && code <= 57 || lower >= 97 && lower <= 102;
}
