/** Text in the HTML of a cell. @module */
import { printable } from "../run/log.ts";

/** Escapes a text: what is named in a log stays text, with control characters and marks of direction shown instead of obeyed. */
export function escapeHtml(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
