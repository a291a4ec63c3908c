/** Throughput against concurrency: what was seen, and the law that was fitted to it. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type ChartOptions } from "./chart.ts";

/** A point of the plane. */
export interface LoadCurvePoint {
  /** Requests in flight. */
  readonly concurrency: number;
  /** Requests a second. */
  readonly throughput: number;
}

/** What is drawn beside the points. */
export interface LoadCurveOptions extends ChartOptions {
  /** The fitted curve; empty without a fit. */
  readonly curve: readonly LoadCurvePoint[];
  /** Concurrency of the greatest throughput; null where it is not known. */
  readonly knee: number | null;
}

/** Room beyond the outermost point. */
const MARGIN = 1.05;

/** Tells where the axes end, which begin at zero: requests in flight, and requests a second. */
export function loadPlane(
  points: readonly LoadCurvePoint[],
  curve: readonly LoadCurvePoint[],
  knee: number | null,
): readonly [number, number] {
  let [most, fastest] = [knee ?? 0, 0];
  for (const { concurrency, throughput } of [...points, ...curve]) {
    most = Math.max(most, concurrency);
    fastest = Math.max(fastest, throughput);
  }
  return [MARGIN * most || 1, MARGIN * fastest || 1];
}

/** Draws minutes as points and the law as a line. */
export function loadCurve(
  description: string,
  points: readonly LoadCurvePoint[],
  { curve, knee, ...options }: LoadCurveOptions,
): TopLevelSpec {
  const { theme } = options;
  const [most, fastest] = loadPlane(points, curve, knee);
  const x = {
    field: "concurrency",
    type: "quantitative",
    title: "requests in flight",
    axis: { grid: false },
    scale: { domain: [0, most], nice: false },
  };
  const y = {
    field: "throughput",
    type: "quantitative",
    title: "requests/s",
    scale: { domain: [0, fastest], nice: false },
  };
  return chartOf(description, {
    layer: [
      {
        data: { values: points },
        mark: { type: "point", filled: true, size: 14, opacity: 0.45, color: theme.good },
        encoding: { x, y },
      },
      ...(curve.length === 0
        ? []
        : [{ data: { values: curve }, mark: { type: "line", color: theme.ink, strokeWidth: 2 }, encoding: { x, y } }]),
      ...(knee === null ? [] : [{
        data: { values: [{ concurrency: knee }] },
        mark: { type: "rule", color: theme.critical, strokeDash: [6, 3] },
        encoding: { x },
      }]),
    ],
  }, options);
}
