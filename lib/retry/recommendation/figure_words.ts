/** Figures in recommendations. @module */

/**
 * Writes a share with two digits.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals([0.3821, 0.0021, 1].map(shareText), ["38 %", "0.21 %", "100 %"]);
 * ```
 */
export function shareText(ratio: number): string {
  return `${Number((100 * ratio).toPrecision(ratio < 0.995 ? 2 : 3))} %`;
}

/** Writes a whole number with its thousands apart. */
export function countText(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Writes the time of day of a moment in UTC. */
export function timeText(at: number): string {
  return new Date(at).toISOString().slice(11, 16);
}

/** Names a scope: `pool shop`, `all traffic`. */
export function scopeText(scopeKind: string, scope: string): string {
  return scopeKind === "all" ? "all traffic" : `${scopeKind} ${scope}`;
}
