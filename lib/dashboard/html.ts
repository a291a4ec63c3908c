/** Text in HTML. Everything that comes from a log is hostile: it was written by whoever sent the request. @module */
import { printable } from "../run/log.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Makes text safe to stand in an element or a quoted attribute; control characters and marks of direction are shown, not obeyed.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(escapeHtml(`<img src="x">\u202e`), "&lt;img src=&quot;x&quot;&gt;\\u202e");
 * ```
 */
export function escapeHtml(text: string): string {
  return printable(text).replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark]!);
}

/**
 * Makes JSON that can stand in a `<script type="application/json">`: nothing in it ends the element, control characters and marks of direction are written as escapes.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(embedJson({ path: "</script>" }), `{"path":"\\u003c/script>"}`);
 * ```
 */
export function embedJson(value: unknown): string {
  return printable(JSON.stringify(value)).replaceAll("<", "\\u003c");
}
