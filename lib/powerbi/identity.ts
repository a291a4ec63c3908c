/** Identifiers that a name gives again and again, so that a repeated run changes no file. @module */
import { fingerprint } from "../table/fingerprint.ts";

/**
 * Makes 20 hexadecimal digits, as Power BI itself names pages and visuals.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(objectName("page", "Retry Analytics").length, 20);
 * ```
 */
export function objectName(...path: readonly string[]): string {
  return digits(path).slice(0, 20);
}

/**
 * Makes an identifier in the form of a UUID of version 8, which RFC 9562 leaves to the maker.
 *
 * @example
 * ```ts
 * import { assertMatch } from "@std/assert";
 * assertMatch(uuidOf("table", "Traffic"), /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
 * ```
 */
export function uuidOf(...path: readonly string[]): string {
  const hex = digits(path);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

function digits(path: readonly string[]): string {
  return fingerprint(["first", ...path]) + fingerprint(["second", ...path]);
}
