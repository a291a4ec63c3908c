/** Lines that are not too long for a terminal. @module */
import { stripAnsiCode } from "@std/fmt/colors";

/** Most characters of a line of the summary. */
export const LINE_WIDTH = 100;

/** Spaces at which a line may end; a number stays with its unit. */
const SPACE = /(?<!\d) /g;

/**
 * Breaks text into lines: behind a semicolon where there is one, else between words, and within a word that is longer than a line.
 *
 * @param width most characters of a line, at least 1
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(wrap("web-1 failed for 34 minutes; it carries all of it", 40), [
 *   "web-1 failed for 34 minutes;",
 *   "it carries all of it",
 * ]);
 * ```
 */
export function wrap(text: string, width: number): string[] {
  const characters = [...text];
  if (characters.length <= width) return [text];
  const reach = characters.slice(0, width + 1).join("");
  const end = reach.lastIndexOf("; ") + 1 || lastSpace(reach) || characters.slice(0, width).join("").length;
  return [text.slice(0, end), ...wrap(text.slice(end).replace(/^ /, ""), width)];
}

function lastSpace(text: string): number {
  return [...text.matchAll(SPACE)].at(-1)?.index ?? 0;
}

/**
 * Puts text behind a head, with its further lines under its own beginning.
 *
 * @param head may hold colours, which take no room; so may the notes
 * @param notes stand behind the text where there is room, else on a line of their own
 * @param width most characters of a line
 */
export function hang(head: string, text: string, notes: readonly string[] = [], width: number = LINE_WIDTH): string[] {
  const indent = " ".repeat(roomOf(head));
  const lines = wrap(text, Math.max(1, width - indent.length)).map((line, i) => (i === 0 ? head : indent) + line);
  for (const note of notes) {
    const last = `${lines.at(-1)}  ${note}`;
    if (roomOf(last) <= width) lines[lines.length - 1] = last;
    else lines.push(indent + note);
  }
  return lines;
}

function roomOf(text: string): number {
  const plain: string = stripAnsiCode(text);
  return [...plain].length;
}
