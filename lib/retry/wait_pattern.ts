/** How clients wait before they ask again. @module */

/**
 * Patterns of the waits within a chain. `synchronised` is what many clients do in the same instant; of a single wait that is neither that nor immediate nothing
 * more is told.
 */
export const WAIT_PATTERNS = ["immediate", "constant", "exponential", "synchronised", "irregular", "single"] as const;

/** One of the patterns of waits. */
export type WaitPattern = typeof WAIT_PATTERNS[number];

/** Waits up to this many milliseconds are none. */
const IMMEDIATE_MS = 100;

/** Constant waits differ by at most this factor. */
const CONSTANT_FACTOR = 1.25;

/** Mean growth from which waits are exponential: full jitter around a doubling keeps it above. */
const LEAST_GROWTH = 1.3;

/**
 * Names the pattern of the waits of a chain.
 *
 * A backoff with jitter grows from wait to wait but not at each step, so that the geometric mean of the growth decides, and no wait may be less than half of
 * the one before ("equal jitter", Brooker, Exponential Backoff And Jitter, AWS Architecture Blog, 2015).
 *
 * @param waitsMs at least one
 * @param crowdedCount how many of them ended together with the waits of many other clients
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(waitPattern([500, 1_000, 2_000], 0), "exponential");
 * assertEquals(waitPattern([500, 510, 505], 0), "constant");
 * ```
 */
export function waitPattern(waitsMs: readonly number[], crowdedCount: number): WaitPattern {
  if (crowdedCount > waitsMs.length / 2) return "synchronised";
  const longest = Math.max(...waitsMs);
  if (longest <= IMMEDIATE_MS) return "immediate";
  if (waitsMs.length === 1) return "single";
  if (longest <= CONSTANT_FACTOR * Math.min(...waitsMs)) return "constant";
  return isGrowing(waitsMs) ? "exponential" : "irregular";
}

function isGrowing(waitsMs: readonly number[]): boolean {
  const first = Math.max(waitsMs[0]!, 1);
  const growth = (waitsMs.at(-1)! / first) ** (1 / (waitsMs.length - 1));
  return growth >= LEAST_GROWTH && waitsMs.every((wait, i) => i === 0 || wait >= waitsMs[i - 1]! / 2);
}
