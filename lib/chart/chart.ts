/** What a chart is: a vega-lite specification with its data in it, and what it shows in words. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartConfig, type ChartTheme } from "./theme.ts";

/** A chart as vega-lite knows it. */
export type ChartSpec = TopLevelSpec;

/** Size and colours of a chart. */
export interface ChartOptions {
  readonly theme: ChartTheme;
  /** Pixels of the plot, axes not counted. */
  readonly width?: number;
  readonly height?: number;
}

/** A value at a moment, ms since 1970; null where nothing is known. */
export interface Moment {
  readonly at: number;
  readonly value: number | null;
}

const WIDTH = 640;
const HEIGHT = 200;

/** Makes a specification that fits into its place. @param description what the chart shows, for those who cannot see it */
export function chartOf(description: string, layers: object, options: ChartOptions): TopLevelSpec {
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description,
    width: options.width ?? WIDTH,
    height: options.height ?? HEIGHT,
    autosize: { type: "fit", contains: "padding" },
    config: chartConfig(options.theme),
    ...layers,
  } as TopLevelSpec;
}

const DAY_MS = 86_400_000;

/** The axis of time, in UTC, with as many labels as fit: hours for a day or two, days beyond. */
export function timeAxis(field: string, domain: readonly [number, number]): object {
  const format = domain[1] - domain[0] <= 2 * DAY_MS ? "%H:%M" : "%d %b";
  return {
    field,
    type: "temporal",
    title: null,
    scale: { type: "utc", domain },
    axis: { tickCount: 6, labelOverlap: true, format },
  };
}
