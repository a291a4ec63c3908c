/** Charts that stand alone, without a page around them that says what they show. @module */
import type { TopLevelSpec } from "vega-lite";

/** Characters of a line of the title that are about as wide as the plot. */
const LINE_LENGTH = 84;
/** Pixels of a name, which has room beside a chart that may grow. */
const LABEL_LIMIT = 300;

/** Puts what a chart shows above it, and lets it grow around its plot. Marks tell their values where a reader points at them. */
export function titledChart(chart: TopLevelSpec): TopLevelSpec {
  const { config } = chart;
  return {
    ...chart,
    autosize: { type: "pad" },
    title: { text: linesOf(String(chart.description)), anchor: "start", fontSize: 13, lineHeight: 17, offset: 12 },
    config: {
      ...config,
      axis: { ...config?.axis, labelLimit: LABEL_LIMIT },
      legend: { ...config?.legend, labelLimit: LABEL_LIMIT },
      mark: { ...config?.mark, tooltip: true },
    },
  } as TopLevelSpec;
}

/**
 * Breaks a text at spaces.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(linesOf("one two three", 8), ["one two", "three"]);
 * ```
 */
export function linesOf(text: string, length: number = LINE_LENGTH): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
