/** Frames as tables of a notebook. @module */
import { textTable } from "../report/text_table.ts";
import { isInstant } from "./frame_columns.ts";
import { type DisplayBundle, show } from "./show.ts";
import { escapeHtml } from "./html.ts";
import type { Tabular } from "./rows_of.ts";

/** Rows that are shown unless another number is asked for. */
const MOST_ROWS = 12;

/** Shows the first rows of a frame, with the names of the rows where they have any; instants in UTC, numbers to four figures. */
export async function showTable(frame: Tabular, rowLimit: number = MOST_ROWS): Promise<void> {
  await show(tableBundle(frame, rowLimit));
}

/** Makes what {@linkcode showTable} shows. */
export function tableBundle(frame: Tabular, rowLimit: number = MOST_ROWS): DisplayBundle {
  const names = frame.columns as string[];
  const isNamed = frame.index.some((name: string | number) => typeof name === "string");
  const columns = isNamed ? ["", ...names] : names;
  const rows = (frame.values as unknown[][]).slice(0, rowLimit).map((cells, place) => {
    const texts = cells.map((cell, column) => textOf(cell, names[column]!));
    return isNamed ? [String(frame.index[place]), ...texts] : texts;
  });
  const records = rows.map((cells) => Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? ""])));
  return { "text/html": htmlTable(columns, rows), "text/plain": textTable(columns, records).join("\n") };
}

/**
 * Writes a table of texts; what is named in a log stays text.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(
 *   htmlTable(["scope"], [["<b>"]]),
 *   "<table><thead><tr><th>scope</th></tr></thead><tbody><tr><td>&#60;b&#62;</td></tr></tbody></table>",
 * );
 * ```
 */
export function htmlTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => line("td", cells)).join("");
  return `<table><thead>${line("th", columns)}</thead><tbody>${body}</tbody></table>`;
}

function textOf(cell: unknown, column: string): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return "";
  if (typeof cell !== "number") return String(cell);
  if (isInstant(column)) return new Date(cell).toISOString().slice(0, 16).replace("T", " ");
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(4)));
}
