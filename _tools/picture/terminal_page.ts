/** What a terminal shows as a page, for a picture of it. @module */
import { escapeHtml } from "../../lib/frame/html.ts";

/** How each code of a colour or weight looks; what is not here, such as the end of one, looks like the rest. */
const STYLES: Readonly<Record<string, string>> = {
  "1": "font-weight: bold",
  "2": "color: #8b949e",
  "31": "color: #ff7b72",
  "32": "color: #7ee787",
  "33": "color: #e3b341",
  "36": "color: #79c0ff",
};

// deno-lint-ignore no-control-regex
const STYLED = /\x1b\[(\d+)m([^\x1b]*)/g;

/** Makes a page of a command and what it has printed, in its colours. */
export function terminalPage(command: string, output: string): string {
  const text = `\x1b[2m$ ${command}\x1b[0m\n\n${output}`;
  const body = [...text.matchAll(STYLED)].map(([, code, words]) => styled(code!, words!)).join("");
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #0d1117 }
    pre { margin: 0; padding: 24px; color: #e6edf3; font: 14px/20px "DejaVu Sans Mono", monospace }
  </style><pre>${body}</pre>`;
}

/**
 * Writes some text that follows a code.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(styled("31", "a < b"), '<span style="color: #ff7b72">a &#60; b</span>');
 * assertEquals(styled("39", "as the rest"), "as the rest");
 * ```
 */
export function styled(code: string, words: string): string {
  const style = STYLES[code];
  const text = words.split("\n").map(escapeHtml).join("\n");
  return style === undefined ? text : `<span style="${style}">${text}</span>`;
}
