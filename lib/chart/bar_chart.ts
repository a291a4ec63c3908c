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

/** Few bars are broader, so that a chart stands well beside others, pixels. */
const LEAST_HEIGHT = 170;

/** What bars are. */
export interface BarOptions extends ChartOptions {
  readonly unit: string;
  /** Labels of the value axis, as d3 formats them. */
  readonly format?: string;
  /** Order of the parts in stack and legend; absent is that in which they come. */
  readonly parts?: readonly string[];
  /** Room for a name, pixels; absent is that of all charts. */
  readonly labelPixels?: number;
}

/** Draws horizontal bars in the order given; those of one name are stacked. */
export function barChart(
  description: string,
  bars: readonly Bar[],
  options: BarOptions,
): TopLevelSpec {
  const names = [...new Set(bars.map(({ name }) => name))];
  const colours = new Map(bars.flatMap(({ part, colour }) => part === undefined ? [] : [[part, colour]]));
  const order = options.parts ?? [...colours.keys()];
  const parts = order.flatMap((part) => colours.has(part) ? [[part, colours.get(part)!] as const] : []);
  const values = bars.map((bar) => bar.part === undefined ? bar : { ...bar, order: order.indexOf(bar.part) });
  return chartOf(description, {
    data: { values },
    mark: { type: "bar", cornerRadiusEnd: 2, height: { band: 0.7 } },
    encoding: {
      y: {
        field: "name",
        type: "nominal",
        sort: names,
        title: null,
        axis: { domain: false, ticks: false, ...labelWidth(options.labelPixels) },
      },
      ...parts.length === 0 ? {} : { order: { field: "order", type: "ordinal" } },
      x: {
        field: "value",
        type: "quantitative",
        title: options.unit,
        axis: { tickCount: 5, grid: true, ...labelsOf(options.format) },
      },
      color: parts.length === 0 ? { field: "colour", type: "nominal", scale: null } : {
        field: "part",
        type: "nominal",
        sort: null,
        title: null,
        scale: { domain: parts.map(([part]) => part), range: parts.map(([, colour]) => colour) },
      },
    },
  }, { height: Math.max(LEAST_HEIGHT, (parts.length === 0 ? 44 : 76) + BAR_HEIGHT * names.length), ...options });
}

function labelWidth(pixels: number | undefined): object {
  return pixels === undefined ? {} : { labelLimit: pixels };
}

/** Each label by itself, so that zero has no prefix. */
function labelsOf(format: string | undefined): object {
  return format === undefined ? {} : { labelExpr: `format(datum.value, ${JSON.stringify(format)})` };
}

/** Draws upright bars in the order given, for names that are steps of a scale. */
export function columnChart(
  description: string,
  bars: readonly Bar[],
  options: ChartOptions & { readonly unit: string; readonly scale: string },
): TopLevelSpec {
  return chartOf(description, {
    data: { values: bars },
    mark: { type: "bar", width: { band: 0.8 } },
    encoding: {
      x: {
        field: "name",
        type: "ordinal",
        sort: bars.map(({ name }) => name),
        title: options.scale,
        axis: { labelAngle: 0, labelOverlap: true, grid: false },
      },
      y: { field: "value", type: "quantitative", title: options.unit, axis: { tickCount: 5 } },
      color: { field: "colour", type: "nominal", scale: null },
    },
  }, options);
}
