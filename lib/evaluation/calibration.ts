/** Whether p-values are what they say: of a series without incidents, a share of about a must lie below a. @module */

/** The levels at which p-values are checked. */
export const CALIBRATION_LEVELS = [1e-2, 1e-3, 1e-4] as const;

/**
 * Tells for each level the share of p-values below it, as a multiple of the level: 1 is calibrated, 2 twice as many as promised.
 *
 * @param pValues NaN in all places where there are none
 *
 * @example
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { calibration } from "./calibration.ts";
 *
 * const even = Float64Array.from({ length: 100_000 }, (_, i) => (i + 0.5) / 100_000);
 * for (const multiple of calibration(even)) assertAlmostEquals(multiple, 1);
 * ```
 */
export function calibration(pValues: Float64Array): number[] {
  return CALIBRATION_LEVELS.map((level) => {
    let below = 0;
    for (const p of pValues) if (p < level) below++;
    return below / pValues.length / level;
  });
}
