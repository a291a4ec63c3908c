/** Where visuals stand: a page is divided into 12 columns, below the filters. @module */
import type { Place } from "./visual.ts";

/** Size of a page, px; all pages have the shape of a screen. */
export const PAGE_SIZE = { width: 1280, height: 720 } as const;

/** Size of a tooltip, px. */
export const TOOLTIP_SIZE = { width: 320, height: 240 } as const;

const MARGIN = 16;
const GAP = 8;
const COLUMN_COUNT = 12;

/**
 * Places a visual.
 *
 * @param first its first column, from 0
 * @param count how many columns it spans
 * @param y its upper edge, px
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(across(6, 6, 96, 100), { x: 644, y: 96, width: 620, height: 100 });
 * ```
 */
export function across(first: number, count: number, y: number, height: number): Place {
  const width = (PAGE_SIZE.width - 2 * MARGIN + GAP) / COLUMN_COUNT;
  const left = Math.round(MARGIN + first * width);
  const right = Math.round(MARGIN + (first + count) * width) - GAP;
  return { x: left, y, width: right - left, height };
}
