/** Text as a field of a CSV file. @module */

/**
 * Quotes a value where RFC 4180 asks for it.
 *
 * @example
 * ```ts
 * import { csvField } from "./csv_field.ts";
 *
 * csvField("KHTML, like Gecko"); // '"KHTML, like Gecko"'
 * ```
 */
export function csvField(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
