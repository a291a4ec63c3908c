import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { barChart } from "./bar_chart.ts";
import { lineChart } from "./line_chart.ts";
import { renderSvg } from "./render_svg.ts";
import { PLAIN_THEME as theme } from "./theme.ts";
import { linesOf, titledChart } from "./titled_chart.ts";

const HOUR_MS = 3_600_000;

Deno.test("titledChart() draws what a chart shows above it, in as many lines as it takes", async () => {
  const words = "a finding that is longer than the chart is wide ".repeat(3).trim();
  const svg = await renderSvg(titledChart(barChart(words, [{ name: "a", value: 1, colour: theme.good }], {
    theme,
    unit: "requests",
  })));
  const lines = linesOf(words);
  assert(lines.length > 1);
  for (const line of lines) assertStringIncludes(svg, line);
});

Deno.test("linesOf() loses no word, and breaks none that is longer than a line", () => {
  assertEquals(linesOf("a bb ccc", 4), ["a bb", "ccc"]);
  assertEquals(linesOf("incomprehensible a", 4), ["incomprehensible", "a"]);
});

Deno.test("a band that reaches beyond the time shown does not push the chart out of its place", async () => {
  const at = Date.UTC(2026, 0, 5, 12);
  const points = [-5, 0, 1, 9].map((hour) => ({ at: at + hour * HOUR_MS, value: hour }));
  const svg = await renderSvg(lineChart("a band", [{ name: "p95", colour: theme.p95, points }], {
    theme,
    unit: "ms",
    domain: [at, at + HOUR_MS],
    band: points.map(({ at }) => ({ at, lower: 0, upper: 1 })),
  }));
  const left = Number(/translate\((-?\d+)/.exec(svg)?.[1]);
  assert(left < 100, `the plot begins at ${left}`);
});
