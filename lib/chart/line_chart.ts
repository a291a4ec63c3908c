/** Lines over time, with a band of what was expected and spans that are marked. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type Moment, timeAxis, type TimeAxisOptions } from "./chart.ts";
import { thin } from "./thin.ts";

/** One line. */
export interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Moment[];
  /** Drawn thin and dashed, as of what is compared with. */
  readonly isBackground?: boolean;
}

/** What was expected at a moment. */
export interface BandPoint {
  readonly at: number;
  readonly lower: number;
  readonly upper: number;
}

/** A span that is marked, such as an incident. */
export interface MarkedSpan {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** What is drawn beside the lines. */
export interface LineChartOptions extends TimeAxisOptions {
  /** Title of the axis: the unit. */
  readonly unit: string;
  readonly band?: readonly BandPoint[];
  readonly spans?: readonly MarkedSpan[];
  /** A level that must not be crossed, with its name. */
  readonly limit?: { readonly value: number; readonly name: string };
  /** Labels of the value axis, as d3 formats them. */
  readonly format?: string;
  /** For values that span magnitudes. */
  readonly isLogarithmic?: boolean;
}

/** Draws lines. Lines are named in a legend where there are several. */
export function lineChart(description: string, lines: readonly Line[], options: LineChartOptions): TopLevelSpec {
  const x = timeAxis("at", options);
  const y = {
    field: "value",
    type: "quantitative",
    title: options.unit,
    axis: { tickCount: 5, ...(options.format === undefined ? {} : { format: options.format }) },
    scale: options.isLogarithmic ? { type: "log", nice: true } : { zero: true, nice: true },
  };
  const drawn = lines.map(({ name, points }) => thin(drawable(points, options)).map((point) => ({ ...point, name })));
  const lonely = drawn.flatMap((points) => points.filter(isLonely));
  return chartOf(description, {
    layer: [
      ...spanLayers(options),
      ...bandLayers(options, x),
      {
        data: { values: drawn.flat() },
        mark: { type: "line", strokeWidth: 1.5, clip: true, invalid: "break-paths-show-domains" },
        encoding: { x, y, color: colourOf(lines), strokeDash: dashOf(lines) },
      },
      ...lonely.length === 0 ? [] : [{
        data: { values: lonely },
        mark: { type: "point", filled: true, size: 24, clip: true },
        encoding: { x, y, color: { ...colourOf(lines), legend: null } },
      }],
      ...limitLayers(options),
    ],
    resolve: { scale: { color: "independent", strokeDash: "independent" } },
  }, options);
}

/** Whether no line leads to a point or away from it. */
function isLonely({ value }: Moment, place: number, points: readonly Moment[]): boolean {
  return value !== null && (points[place - 1]?.value ?? null) === null && (points[place + 1]?.value ?? null) === null;
}

/** A logarithmic axis has no zero. */
function drawable(points: readonly Moment[], { isLogarithmic }: LineChartOptions): readonly Moment[] {
  return isLogarithmic
    ? points.map((point) => point.value !== null && point.value > 0 ? point : { ...point, value: null })
    : points;
}

function colourOf(lines: readonly Line[]): object {
  return {
    field: "name",
    type: "nominal",
    sort: null,
    title: null,
    scale: { domain: lines.map(({ name }) => name), range: lines.map(({ colour }) => colour) },
    ...(lines.length > 1 ? {} : { legend: null }),
  };
}

function dashOf(lines: readonly Line[]): object {
  return {
    field: "name",
    type: "nominal",
    sort: null,
    scale: {
      domain: lines.map(({ name }) => name),
      range: lines.map(({ isBackground }) => isBackground ? [3, 3] : [1, 0]),
    },
    ...(lines.length > 1 ? { title: null } : { legend: null }),
  };
}

function spanLayers({ spans = [] }: LineChartOptions): object[] {
  if (spans.length === 0) return [];
  return [{
    data: { values: spans },
    mark: { type: "rect", opacity: 0.18, clip: true },
    encoding: {
      x: { field: "from", type: "temporal", scale: { type: "utc" } },
      x2: { field: "to", type: "temporal" },
      color: { field: "colour", type: "nominal", scale: null },
    },
  }];
}

function bandLayers({ band = [], theme }: LineChartOptions, x: object): object[] {
  if (band.length === 0) return [];
  return [{
    data: { values: band },
    mark: { type: "area", color: theme.band, opacity: 0.35, clip: true },
    encoding: { x, y: { field: "lower", type: "quantitative" }, y2: { field: "upper" } },
  }];
}

/** A mark of a constant is drawn once a row. */
const ONE_ROW = { values: [{}] };

function limitLayers({ limit, theme }: LineChartOptions): object[] {
  if (limit === undefined) return [];
  const y = { datum: limit.value, type: "quantitative" };
  return [
    { data: ONE_ROW, mark: { type: "rule", strokeDash: [6, 3], color: theme.critical }, encoding: { y } },
    {
      data: ONE_ROW,
      mark: { type: "text", align: "left", dx: 4, dy: -5, text: limit.name, color: theme.critical },
      encoding: { y, x: { value: 0 } },
    },
  ];
}
