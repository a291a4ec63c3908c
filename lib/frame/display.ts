/** What a cell of a notebook shows: bundles of the same thing in several formats, of which the reader's program takes the best. @module */
import type { TopLevelSpec } from "vega-lite";
import { renderSvg } from "../chart/render_svg.ts";

/** One thing in several formats, by media type. */
export interface Display {
  readonly [display: symbol]: () => Readonly<Record<string, unknown>>;
}

/** Where the Deno kernel looks for what a value shows. */
const DISPLAY: symbol = Symbol.for("Jupyter.display");

/** The media type that JupyterLab has a renderer for; it draws specifications of vega-lite 6 as well. */
const VEGA_LITE = "application/vnd.vegalite.v5+json";

/**
 * Shows a chart: interactive in JupyterLab, as SVG where vega is missing, in words where there are no pictures.
 *
 * @throws {Error} for a specification that cannot be compiled, or with warnings
 */
export async function showChart(chart: TopLevelSpec): Promise<Display> {
  const svg = await renderSvg(chart);
  return bundle({ [VEGA_LITE]: chart, "image/svg+xml": svg, "text/plain": chart.description ?? "" });
}

/** Shows the numbers that a notebook arrives at; the last cell of each does, and tests compare them with the views. */
export function showHeadline(numbers: Readonly<Record<string, number>>): Display {
  const text = Object.entries(numbers).map(([name, value]) => `${name}: ${value}`).join("\n");
  return bundle({ "application/json": numbers, "text/plain": text });
}

function bundle(formats: Readonly<Record<string, unknown>>): Display {
  return { [DISPLAY]: () => formats };
}
