/** Charts and numbers as a cell of a notebook shows them. @module */
import { renderSvg } from "../chart/render_svg.ts";
import { titledChart } from "../chart/titled_chart.ts";
import { type DisplayBundle, show } from "./show.ts";

/** A chart of the project. */
type Chart = Parameters<typeof renderSvg>[0];

/** What JupyterLab 4 has a renderer for, its newest included: vega-lite 5, which draws the charts of vega-lite 6 alike. */
const VEGA_LITE = "application/vnd.vegalite.v5+json";
const SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json";

/** Puts a chart into a bundle: for JupyterLab, as SVG where vega is missing, in words where there are no pictures. */
export async function chartBundle(chart: Chart): Promise<DisplayBundle> {
  const titled = titledChart(chart);
  const svg = await renderSvg(titled);
  return { [VEGA_LITE]: { ...titled, $schema: SCHEMA }, "image/svg+xml": svg, "text/plain": String(chart.description) };
}

/**
 * Shows a chart.
 *
 * @throws {Error} for a specification that cannot be compiled
 */
export async function showChart(chart: Chart): Promise<void> {
  await show(await chartBundle(chart));
}

/** Shows the numbers that a notebook arrives at; the last cell of each does, and tests compare them with the views. */
export async function showHeadline(numbers: Readonly<Record<string, number>>): Promise<void> {
  await show({ "application/json": numbers, "text/plain": headlineWords(numbers).join("\n") });
}

/**
 * Writes numbers with their names, to six figures: what is left of a subtraction has more than it means.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(headlineWords({ server_count: 20, budget_left_ratio: 0.11800000000000077 }), [
 *   "server_count: 20",
 *   "budget_left_ratio: 0.118",
 * ]);
 * ```
 */
export function headlineWords(numbers: Readonly<Record<string, number>>): string[] {
  return Object.entries(numbers).map(([name, value]) => `${name}: ${Number(value.toPrecision(6))}`);
}
