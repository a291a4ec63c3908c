/** What a chart is: a vega-lite specification with its data in it, and what it shows in words. @module */
import type { TopLevelSpec } from "vega-lite";
import { chartConfig, type ChartTheme } from "./theme.ts";
import { timeTicks } from "./time_ticks.ts";

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

/** What an axis of time is made from. */
export interface TimeAxisOptions extends ChartOptions {
  /** First and last moment, ms since 1970. */
  readonly domain: readonly [number, number];
  /** IANA zone of its labels; UTC unless told. */
  readonly zone?: string;
}

/** Pixels of the drawing for each tick. */
const TICK_PIXELS = 90;

/** The axis of time, with as many labels as fit. */
export function timeAxis(field: string, { domain, zone = "UTC", width = WIDTH }: TimeAxisOptions): object {
  const ticks = timeTicks(domain, zone, Math.floor(width / TICK_PIXELS));
  const labels = Object.fromEntries(ticks.map(({ at, label }) => [at, label]));
  return {
    field,
    type: "temporal",
    title: null,
    scale: { type: "utc", domain },
    axis: {
      values: ticks.map(({ at }) => at),
      labelExpr: `(${JSON.stringify(labels)})[toNumber(datum.value)]`,
      labelOverlap: true,
    },
  };
}
