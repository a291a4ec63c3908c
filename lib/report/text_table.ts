/** Rows as aligned columns for a terminal. @module */
import { printable } from "../run/log.ts";

/** A value as a row holds it. */
export type Cell = string | number | boolean | null | object;

/** Widest text of a cell; what is longer is cut. */
const WIDEST = 60;

/**
 * Writes rows below their headings: numbers to the right, text to the left, null as nothing, and whatever would take hold of a terminal made harmless.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const rows = [{ scope: "web-1", count: 7 }, { scope: "\x1b[2J", count: null }];
 * assertEquals(textTable(["scope", "count"], rows), [
 *   "scope      count",
 *   "---------  -----",
 *   "web-1          7",
 *   "\\u001b[2J",
 * ]);
 * ```
 */
export function textTable(columns: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]): string[] {
  const cells = rows.map((row) => columns.map((column) => cellText(row[column] ?? null)));
  const widths = columns.map((column, i) => Math.max(widthOf(column), ...cells.map((texts) => widthOf(texts[i]!))));
  const isNumeric = columns.map((column) => rows.every((row) => isNumberOrNull(row[column] ?? null)));
  const line = (texts: readonly string[]) =>
    texts.map((text, i) => padded(text, widths[i]!, isNumeric[i]! && rows.length > 0)).join("  ").trimEnd();
  return [line(columns.map(printable)), line(widths.map((width) => "-".repeat(width))), ...cells.map(line)];
}

function isNumberOrNull(value: Cell): boolean {
  return value === null || typeof value === "number";
}

function cellText(value: Cell): string {
  if (value === null) return "";
  const text = printable(typeof value === "object" ? JSON.stringify(value) : String(value));
  return widthOf(text) <= WIDEST ? text : `${[...text].slice(0, WIDEST - 1).join("")}…`;
}

function padded(text: string, width: number, toRight: boolean): string {
  const room = " ".repeat(Math.max(0, width - widthOf(text)));
  return toRight ? room + text : text + room;
}

function widthOf(text: string): number {
  return [...text].length;
}
