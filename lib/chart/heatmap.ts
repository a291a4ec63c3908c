/** Cells of two directions, from little to much. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type ChartOptions, timeAxis, type TimeAxisOptions } from "./chart.ts";
import { HEAT_SCHEME } from "./theme.ts";

/** A cell over time: from one moment to another, in one row. */
export interface TimeCell {
  readonly from: number;
  readonly to: number;
  readonly row: string;
  readonly value: number;
}

/** What the cells are. */
export interface HeatmapOptions extends TimeAxisOptions {
  /** What the colour means, with its unit. */
  readonly unit: string;
  /** Rows from top to bottom. */
  readonly rows: readonly string[];
  /** Ends of the colours; absent are those of the values. */
  readonly range?: readonly [number, number];
  readonly isLogarithmic?: boolean;
}

const ROW_HEIGHT = 18;

/** Draws what each row was at each time. */
export function timeHeatmap(description: string, cells: readonly TimeCell[], options: HeatmapOptions): TopLevelSpec {
  const scale = {
    scheme: HEAT_SCHEME,
    ...(options.range === undefined ? {} : { domain: options.range, clamp: true }),
    ...(options.isLogarithmic ? { type: "symlog" } : {}),
  };
  return chartOf(description, {
    data: { values: cells },
    mark: { type: "rect", clip: true },
    encoding: {
      x: timeAxis("from", options),
      x2: { field: "to", type: "temporal" },
      y: {
        field: "row",
        type: "ordinal",
        sort: options.rows,
        title: null,
        axis: { domain: false, ticks: false, labelOverlap: true },
      },
      color: {
        field: "value",
        type: "quantitative",
        title: options.unit,
        scale,
        legend: {
          orient: "top",
          direction: "horizontal",
          gradientLength: 140,
          gradientThickness: 8,
          values: options.range ?? endsOf(cells),
          format: ",.4~r",
        },
      },
    },
  }, { height: 50 + ROW_HEIGHT * Math.max(1, options.rows.length), ...options });
}

/** The least and the largest value; labels of others would touch these. */
function endsOf(cells: readonly TimeCell[]): number[] {
  const values = cells.map(({ value }) => value);
  return cells.length === 0 ? [] : [...new Set([Math.min(...values), Math.max(...values)])];
}

/** A number between two things of one kind, -1..1. */
export interface Correlation {
  readonly a: string;
  readonly b: string;
  /** Null where it cannot be told. */
  readonly value: number | null;
}

/** Draws how closely metrics move together: blue against each other, red with each other, with the number in each cell. */
export function correlationMatrix(
  description: string,
  cells: readonly Correlation[],
  options: ChartOptions & { readonly names: readonly string[] },
): TopLevelSpec {
  const position = (field: string) => ({ field, type: "nominal", sort: options.names, title: null });
  const layout = { domain: false, ticks: false };
  return chartOf(description, {
    data: { values: cells.filter(({ value }) => value !== null) },
    encoding: {
      x: { ...position("a"), axis: { ...layout, labelAngle: -30, grid: false } },
      y: { ...position("b"), axis: layout },
    },
    layer: [
      {
        mark: "rect",
        encoding: {
          color: {
            field: "value",
            type: "quantitative",
            title: null,
            scale: { scheme: "redblue", reverse: true, domain: [-1, 1] },
            legend: null,
          },
        },
      },
      {
        mark: { type: "text", fontSize: 11 },
        encoding: {
          text: { field: "value", format: ".2f" },
          color: { condition: { test: "abs(datum.value) > 0.6", value: "#ffffff" }, value: "#1f2430" },
        },
      },
    ],
  }, options);
}
