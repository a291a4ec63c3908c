/** Quantiles of a few numbers. @module */

/**
 * Computes the smallest of the values that a share of all are at most; null without values.
 *
 * @param share 0..1
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { quantile } from "./quantile.ts";
 *
 * assertEquals(quantile([4, 1, 3, 2], 0.5), 2);
 * ```
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.max(0, Math.ceil(share * ordered.length) - 1))]!;
}
