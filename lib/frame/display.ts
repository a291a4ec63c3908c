/**
 * What a cell of a notebook shows: bundles of the same thing in several formats, of which the reader's program takes the best.
 *
 * A bundle is sent while the cell runs and waited for: what the Deno kernel (2.9) shows of a cell's last value may come after the kernel has
 * said that it is idle, and nbconvert then loses it.
 *
 * @module
 */
import { renderSvg } from "../chart/render_svg.ts";
import { titledChart } from "../chart/titled_chart.ts";

/** One thing in several formats, by media type. */
export type DisplayBundle = Readonly<Record<string, unknown>>;

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
  const text = Object.entries(numbers).map(([name, value]) => `${name}: ${value}`).join("\n");
  await show({ "application/json": numbers, "text/plain": text });
}

/** Shows a bundle in the cell that runs. */
export async function show(data: DisplayBundle): Promise<void> {
  await Deno.jupyter.broadcast("display_data", { data, metadata: {} });
}
