/** Values of a statement, and where they stand in it. @module */

/** Everything in which a `$1` is no parameter: quoted texts, quoted names and comments; or else a parameter. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\[(?:[^\]]|\]\])*\]|--[^\n]*|\/\*[^]*?\*\/|\$(\d+)\b(?!\.)/g;

/**
 * Writes `$1` as `@p1`, so that one statement does for every engine; in T-SQL it would be an amount of money.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(nameParameters("select $1, '$2', [$3] -- $4"), "select @p1, '$2', [$3] -- $4");
 * ```
 */
export function nameParameters(sql: string): string {
  return sql.replace(TOKEN, (token, place?: string) => place === undefined ? token : `@p${place}`);
}

/** What stands for U+0000, which not every server that speaks T-SQL can hold: its picture, U+2400. */
export const NUL_PICTURE = "\u2400";

/** Text as it is kept. */
export function withoutNul(text: string): string {
  return text.replaceAll("\0", NUL_PICTURE);
}
