/** Text in the HTML of a cell. @module */

/** Escapes a text: what is named in a log stays text. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
