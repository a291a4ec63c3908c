/**
 * The colours of all charts, by what they mean: an answer that failed has one colour wherever it is drawn.
 *
 * The hues are those of Okabe and Ito ("Color Universal Design", 2008), which people with any colour vision tell apart; what matters is
 * never told by colour alone. On pages they are CSS variables, so that dark and light need no second drawing.
 *
 * @module
 */
import type { Config } from "vega-lite";

/** Colours by meaning, as CSS knows them. */
export interface ChartTheme {
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  /** Answers without fault, and whatever is simply measured. */
  readonly good: string;
  readonly clientError: string;
  readonly serverError: string;
  readonly retry: string;
  readonly p50: string;
  readonly p95: string;
  readonly p99: string;
  readonly band: string;
  readonly minor: string;
  readonly moderate: string;
  readonly critical: string;
}

/** The names of the colours. */
export const COLOURS = {
  ink: "#1f2430",
  muted: "#5c6370",
  grid: "#e3e6ea",
  good: "#0072b2",
  clientError: "#e69f00",
  serverError: "#d55e00",
  retry: "#cc79a7",
  p50: "#56b4e9",
  p95: "#0072b2",
  p99: "#6a4c93",
  band: "#9bb8c9",
  minor: "#56b4e9",
  moderate: "#e69f00",
  critical: "#d55e00",
} as const satisfies ChartTheme;

/** Colours for files that stand alone, on white. */
export const PLAIN_THEME: ChartTheme = COLOURS;

/** Colours that the page's style sheet decides on: `--chart-ink` and so on. */
export const PAGE_THEME: ChartTheme = Object.fromEntries(
  Object.keys(COLOURS).map((
    name,
  ) => [name, `var(--chart-${name.replaceAll(/[A-Z]/g, (mark) => `-${mark.toLowerCase()}`)})`]),
) as unknown as ChartTheme;

/** Colours from little to much, which stand on dark and on light. */
export const HEAT_SCHEME = "viridis";

/** What all charts have in common: no box, quiet axes, text of the page. */
export function chartConfig(theme: ChartTheme): Config {
  return {
    background: "transparent",
    font: "system-ui, sans-serif",
    padding: 4,
    view: { stroke: null },
    axis: {
      labelColor: theme.muted,
      titleColor: theme.muted,
      gridColor: theme.grid,
      domainColor: theme.grid,
      tickColor: theme.grid,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: "normal",
      labelLimit: 200,
    },
    axisX: { grid: false },
    axisY: { minExtent: 44 },
    legend: {
      labelColor: theme.ink,
      titleColor: theme.muted,
      labelFontSize: 11,
      titleFontSize: 11,
      titleFontWeight: "normal",
      orient: "top",
      symbolStrokeWidth: 2,
      labelLimit: 200,
    },
    text: { color: theme.ink, fontSize: 11 },
  };
}
