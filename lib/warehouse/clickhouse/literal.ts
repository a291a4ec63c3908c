/**
 * Values in ClickHouse's SQL.
 *
 * Servers before 19.14 know no parameters, so values are written into the statement, by one fixed rule each: a text is quoted, with every character that could
 * end the quoting or stand for another one escaped; a number is written as digits, and what is no finite number is refused.
 *
 * @module
 */
import type { Parameter } from "../../duckdb/duckdb.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\0": "\\0",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
};

/** Everything in which a `$1` is no parameter: quoted texts, quoted names and comments; or else a parameter. */
const TOKEN = /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|--[^\n]*|\/\*[^]*?\*\/|\$(\d+)/gs;

/**
 * Writes a value as a literal.
 *
 * @throws {RangeError} for a number that is not finite
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([literal("it's"), literal(1.5), literal(true), literal(null)], ["'it\\'s'", "1.5", "1", "null"]);
 * ```
 */
export function literal(value: Parameter): string {
  if (value === null) return "null";
  if (typeof value === "string") return `'${value.replace(/[\\'\0\n\r\t\b\f]/g, (character) => ESCAPES[character]!)}'`;
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`Cannot write ${value} into SQL`);
  return String(value);
}

/** Quotes the name of a table or column, which comes from a list of ours. */
export function quoteName(name: string): string {
  return `"${name.replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}

/**
 * Puts values in the places of `$1`, `$2` and so on.
 *
 * @throws {RangeError} when a place has no value
 */
export function bindParameters(sql: string, parameters: readonly Parameter[]): string {
  return sql.replace(TOKEN, (token, place?: string) => {
    if (place === undefined) return token;
    const value = parameters[Number(place) - 1];
    if (value === undefined) throw new RangeError(`Cannot run a statement with ${token}: it has no such parameter`);
    return literal(value);
  });
}

/** A statement of a file of SQL as part of another one. */
export function withoutSemicolon(statement: string): string {
  return statement.trimEnd().replace(/;$/, "");
}
