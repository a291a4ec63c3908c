/** A line without axes, as high as a word. @module */
import type { Moment } from "./chart.ts";

const WIDTH = 120;
const HEIGHT = 28;
const MARGIN = 2;

/** Draws the shape of a series as SVG; empty with fewer than two known values. */
export function sparkline(points: readonly Moment[], colour: string): string {
  const known = points.filter((point): point is { at: number; value: number } => point.value !== null);
  if (known.length < 2) return "";
  const values = known.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [known[0]!.at, known.at(-1)!.at];
  const x = (at: number) => MARGIN + (WIDTH - 2 * MARGIN) * (at - from) / (to - from);
  const y = (value: number) =>
    HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (high > low ? (value - low) / (high - low) : 0.5);
  const path = known.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
  return `<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg>`;
}
