/** One number against another: curves, points, or both. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type ChartOptions } from "./chart.ts";

/** A point of the plane. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A curve, or points that nothing joins. */
export interface Curve {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly CurvePoint[];
  readonly mark?: "line" | "point";
}

/** What an axis measures. */
export interface CurveAxis {
  /** The quantity with its unit. */
  readonly title: string;
  /** Ends of the axis; absent are those of the values. */
  readonly domain?: readonly [number, number];
  /** Labels, as d3 formats them. */
  readonly format?: string;
  readonly isLogarithmic?: boolean;
}

/** What the axes are. */
export interface CurveOptions extends ChartOptions {
  readonly x: CurveAxis;
  readonly y: CurveAxis;
}

const HEIGHT = 300;
const LEGEND_COLUMNS = 3;

/** Draws curves in the order of x. They are named in a legend where there are several. */
export function curveChart(description: string, curves: readonly Curve[], options: CurveOptions): TopLevelSpec {
  const encoding = {
    x: axisOf("x", options.x),
    y: axisOf("y", options.y),
    color: {
      field: "name",
      type: "nominal",
      sort: null,
      title: null,
      scale: { domain: curves.map(({ name }) => name), range: curves.map(({ colour }) => colour) },
      legend: curves.length > 1 ? { columns: LEGEND_COLUMNS } : null,
    },
  };
  const layerOf = (kind: "line" | "point", mark: object) => {
    const values = curves.filter(({ mark = "line" }) => mark === kind)
      .flatMap(({ name, points }) => points.map((point) => ({ ...point, name })));
    return values.length === 0 ? [] : [{ data: { values }, mark, encoding }];
  };
  return chartOf(description, {
    layer: [
      ...layerOf("point", { type: "point", filled: true, size: 36, opacity: 0.7, clip: true }),
      ...layerOf("line", { type: "line", strokeWidth: 2, clip: true }),
    ],
  }, { height: HEIGHT, ...options });
}

function axisOf(field: "x" | "y", { title, domain, format, isLogarithmic }: CurveAxis): object {
  return {
    field,
    type: "quantitative",
    title,
    scale: {
      ...(isLogarithmic ? { type: "log" } : { zero: false }),
      nice: domain === undefined,
      ...(domain === undefined ? {} : { domain }),
    },
    axis: { tickCount: 5, grid: field === "y", ...(format === undefined ? {} : { format }) },
  };
}
