/** Conditions on instants, as DuckDB writes them. @module */
import { DAY_MS } from "../table/day.ts";
import { quoteIdentifier } from "./quote.ts";

/**
 * Keeps a column to a span of time.
 *
 * @param from first moment, ms since 1970 or a parameter such as `$1`
 * @param to moment after the last
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(isWithin("minute_at", 0, "$1"), '"minute_at" >= epoch_ms(0::bigint) and "minute_at" < epoch_ms($1::bigint)');
 * ```
 */
export function isWithin(column: string, from: number | string, to: number | string): string {
  const name = quoteIdentifier(column);
  return `${name} >= epoch_ms(${from}::bigint) and ${name} < epoch_ms(${to}::bigint)`;
}

/** Keeps a column to a UTC day, named by its start in ms since 1970. */
export function isOfDay(column: string, day: number): string {
  return isWithin(column, day, day + DAY_MS);
}
