/** Draws charts as SVG, without a browser. @module */
import type { TopLevelSpec } from "vega-lite";
import { printable } from "../run/log.ts";

/** Loads the chart library where the first chart is drawn, as it takes a while. */
const library = () => Promise.all([import("vega"), import("vega-lite")]);

/**
 * Draws a chart. Texts in it are escaped, and marks of direction and control characters shown, so that what a log says stays text.
 *
 * @param onWarning told what the library finds odd, such as an axis without values
 * @throws {Error} for a specification that cannot be compiled
 */
export async function renderSvg(chart: TopLevelSpec, onWarning: (words: string) => void = () => {}): Promise<string> {
  const [vega, { compile }] = await library();
  const logger = vega.logger(vega.Warn, undefined, (_method, _level, input) => onWarning(input.join(" ")));
  const view = new vega.View(vega.parse(compile(chart, { logger }).spec), { renderer: "none", logger });
  try {
    return printable(await view.toSVG());
  } finally {
    view.finalize();
  }
}
