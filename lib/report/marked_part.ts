/** Parts of a page that are made, between two marks that stay. @module */

/**
 * Puts a text between the marks of a page.
 *
 * @throws {RangeError} when the page lacks the marks
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { fillMarkedPart } from "./marked_part.ts";
 *
 * const page = "a\n<!-- sum -->\nold\n<!-- /sum -->\nb\n";
 * assertEquals(fillMarkedPart(page, "sum", "new"), "a\n<!-- sum -->\n\nnew\n\n<!-- /sum -->\nb\n");
 * ```
 */
export function fillMarkedPart(page: string, name: string, text: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) throw new RangeError(`Cannot fill in "${name}": the page lacks ${open} or ${close}`);
  return `${page.slice(0, start)}${open}\n\n${text}\n\n${page.slice(end)}`;
}
