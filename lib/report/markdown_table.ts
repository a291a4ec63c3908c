/** Tables in Markdown, aligned as `deno fmt` aligns them. @module */

/**
 * Writes a table with a heading.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { markdownTable } from "./markdown_table.ts";
 *
 * assertEquals(markdownTable(["profile", "score"], [["standard", "71.0"]]), [
 *   "| profile  | score |",
 *   "| -------- | ----- |",
 *   "| standard | 71.0  |",
 * ].join("\n"));
 * ```
 */
export function markdownTable(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heading.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [line(heading), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}
