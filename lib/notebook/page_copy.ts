/** Notebooks as nbconvert makes pages of them. @module */

/** Formats of one output, by media type. */
export type OutputData = Readonly<Record<string, unknown>>;

/**
 * Puts an image in the place of SVG: nbconvert 6.5 takes all elements out of SVG that it finds in outputs.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(pageData({ "image/svg+xml": "<svg/>" }), { "text/html": '<img src="data:image/svg+xml,%3Csvg%2F%3E">' });
 * assertEquals(pageData({ "text/plain": "1" }), { "text/plain": "1" });
 * ```
 */
export function pageData(data: OutputData): OutputData {
  const svg = data["image/svg+xml"];
  if (svg === undefined) return data;
  const text = Array.isArray(svg) ? svg.join("") : String(svg);
  return { "text/html": `<img src="data:image/svg+xml,${encodeURIComponent(text)}">` };
}
