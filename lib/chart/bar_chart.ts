/** Amounts side by side, the largest first. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartOf, type ChartOptions } from "./chart.ts";

/** One bar. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly colour: string;
  /** What the bar is made of, where several share a name. */
  readonly part?: string;
}

const BAR_HEIGHT = 20;

/** Draws horizontal bars in the order given; those of one name are stacked. */
export function barChart(
  description: string,
  bars: readonly Bar[],
  options: ChartOptions & { readonly unit: string; readonly format?: string },
): TopLevelSpec {
  const names = [...new Set(bars.map(({ name }) => name))];
  const parts = [...new Map(bars.flatMap(({ part, colour }) => part === undefined ? [] : [[part, colour]]))];
  return chartOf(description, {
    data: { values: bars },
    mark: { type: "bar", cornerRadiusEnd: 2, height: { band: 0.7 } },
    encoding: {
      y: { field: "name", type: "nominal", sort: names, title: null, axis: { domain: false, ticks: false } },
      x: {
        field: "value",
        type: "quantitative",
        title: options.unit,
        axis: { tickCount: 5, grid: true, ...(options.format === undefined ? {} : { format: options.format }) },
      },
      color: parts.length === 0 ? { field: "colour", type: "nominal", scale: null } : {
        field: "part",
        type: "nominal",
        sort: null,
        title: null,
        scale: { domain: parts.map(([part]) => part), range: parts.map(([, colour]) => colour) },
      },
    },
  }, { height: 40 + BAR_HEIGHT * Math.max(1, names.length), ...options });
}
