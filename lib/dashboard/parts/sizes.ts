/** Sizes of drawings, so that text is as large in all of them. @module */

/** Across the page, pixels. */
export const WIDE = { width: 1_300, height: 210 } as const;

/** Half of the page or less, pixels. */
export const HALF = { width: 600, height: 240 } as const;
