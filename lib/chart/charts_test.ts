import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { TopLevelSpec } from "vega-lite";
import { areaChart } from "./area_chart.ts";
import { barChart, columnChart } from "./bar_chart.ts";
import { curveChart } from "./curve_chart.ts";
import { correlationMatrix, timeHeatmap } from "./heatmap.ts";
import { lineChart } from "./line_chart.ts";
import { loadCurve } from "./load_curve.ts";
import { renderSvg } from "./render_svg.ts";
import { PAGE_THEME, PLAIN_THEME } from "./theme.ts";
import { timeline } from "./timeline.ts";

const FROM = Date.UTC(2026, 4, 4);
const HOUR_MS = 3_600_000;
const DOMAIN = [FROM, FROM + 24 * HOUR_MS] as const;
const HOSTILE = `</text><script>alert("x")</script>`;
const theme = PLAIN_THEME;

/** Each chart with so many rows, all of them named by a hostile text. */
const CHARTS: Readonly<Record<string, (count: number) => TopLevelSpec>> = {
  "lines with a band, spans and a limit": (count) =>
    lineChart("lines", [{ name: HOSTILE, colour: theme.p95, points: moments(count) }, {
      name: "before",
      colour: theme.muted,
      points: moments(count),
      isBackground: true,
    }], {
      theme,
      unit: "ms",
      domain: DOMAIN,
      band: moments(count).map(({ at }) => ({ at, lower: 1, upper: 9 })),
      spans: [{ from: FROM, to: FROM + HOUR_MS, colour: theme.critical }],
      limit: { value: 7, name: "limit" },
    }),
  "lines on a logarithmic axis": (count) =>
    lineChart("lines", [{ name: HOSTILE, colour: theme.p95, points: moments(count) }], {
      theme,
      unit: "ms",
      domain: DOMAIN,
      isLogarithmic: true,
    }),
  "stacked areas": (count) =>
    areaChart("areas", [{ name: HOSTILE, colour: theme.good, points: moments(count) }, {
      name: "errors",
      colour: theme.serverError,
      points: moments(count),
    }], { theme, unit: "requests/s", domain: DOMAIN, stepMs: HOUR_MS }),
  "bars": (count) => barChart("bars", bars(count), { theme, unit: "requests" }),
  "bars in parts": (count) =>
    barChart("bars", bars(count).map((bar) => ({ ...bar, part: "a part" })), { theme, unit: "requests" }),
  "curves and points": (count) =>
    curveChart("curves", [
      { name: HOSTILE, colour: theme.good, points: moments(count).map(({ value }, x) => ({ x: x + 1, y: value! })) },
      { name: "spot", colour: theme.critical, mark: "point", points: count === 0 ? [] : [{ x: 1, y: 2 }] },
    ], { theme, x: { title: "minutes", isLogarithmic: true }, y: { title: "share", domain: [0, 10], format: ".0%" } }),
  "columns": (count) => columnChart("columns", bars(count), { theme, unit: "requests", scale: "minutes" }),
  "servers by time": (count) =>
    timeHeatmap(
      "heat",
      moments(count).map(({ at, value }) => ({ from: at, to: at + HOUR_MS, row: HOSTILE, value: value! })),
      {
        theme,
        unit: "ms",
        domain: DOMAIN,
        rows: [HOSTILE],
      },
    ),
  "correlations": (count) =>
    correlationMatrix(
      "matrix",
      [[HOSTILE, "b", 0.9], ["b", HOSTILE, -0.4]].slice(0, count).map(([a, b, value]) => {
        return { a: a as string, b: b as string, value: value as number };
      }),
      { theme, names: [HOSTILE, "b"] },
    ),
  "incidents by time": (count) =>
    timeline(
      "incidents",
      moments(count).map(({ at }) => ({ row: HOSTILE, from: at, to: at + HOUR_MS, kind: "minor" })),
      {
        theme,
        domain: DOMAIN,
        kinds: { minor: theme.minor },
      },
    ),
  "a load curve": (count) =>
    loadCurve("load", moments(count).map(({ value }) => ({ concurrency: value!, throughput: 2 * value! })), {
      theme,
      curve: [{ concurrency: 1, throughput: 2 }, { concurrency: 9, throughput: 12 }],
      knee: 5,
    }),
};

function moments(count: number) {
  return Array.from({ length: count }, (_, place) => ({ at: FROM + place * 60_000, value: 1 + place % 9 }));
}

function bars(count: number) {
  return moments(Math.min(count, 20)).map(({ value }, place) => ({
    name: `${HOSTILE}${place}`,
    value,
    colour: theme.good,
  }));
}

for (const [name, chart] of Object.entries(CHARTS)) {
  for (const count of [1, 2, 1_440]) {
    Deno.test(`${name} of ${count} rows are drawn without a warning, and hostile names stay text`, async () => {
      const warnings: string[] = [];
      const svg = await renderSvg(chart(count), (words) => warnings.push(words));
      assertEquals(warnings, []);
      assertStringIncludes(svg, "<svg");
      assert(!svg.includes("<script"), "a script in the drawing");
    });
  }

  Deno.test(`${name} without rows are drawn all the same`, async () => {
    assertStringIncludes(await renderSvg(chart(0)), "<svg");
  });
}

Deno.test("an axis of time is labelled by the clock of its zone", async () => {
  const options = { theme, unit: "ms", domain: DOMAIN, zone: "Asia/Kolkata" };
  const svg = await renderSvg(lineChart("lines", [{ name: "a", colour: theme.p95, points: moments(9) }], options));
  const labels = [...svg.matchAll(/>(\d\d:00|\d\d May)</g)].map(([, label]) => label);
  assertEquals(labels, ["06:00", "12:00", "18:00", "05 May"]);
});

Deno.test("a moment that is alone on its line is drawn as a point", async () => {
  const points = [{ at: FROM, value: 1 }, { at: FROM + HOUR_MS, value: null }, { at: FROM + 2 * HOUR_MS, value: 3 }];
  const svg = await renderSvg(
    lineChart(
      "lines",
      [{ name: "a", colour: theme.p95, points }, { name: "b", colour: theme.p99, points: moments(3) }],
      {
        theme,
        unit: "ms",
        domain: DOMAIN,
      },
    ),
  );
  assertEquals(svg.match(/<path aria-label="at: [^"]*"[^>]*class="|aria-roledescription="point"/g)?.length, 2);
});

Deno.test("parts of bars are stacked, and named in the legend, in the order that is told", async () => {
  const bar = (name: string, part: string, colour: string) => ({ name, value: 1, colour, part });
  const some = [bar("a", "minor", theme.minor), bar("b", "critical", theme.critical), bar("b", "minor", theme.minor)];
  const svg = await renderSvg(barChart("bars", some, { theme, unit: "minutes", parts: ["critical", "minor"] }));
  const legend = [...svg.matchAll(/>(critical|minor)</g)].map(([, label]) => label);
  assertEquals(legend, ["critical", "minor"]);
  const bars = [...svg.matchAll(/aria-label="[^"]*name: b[^"]*part: (\w+)[^"]*"[^>]*d="M([\d.]+)/g)]
    .toSorted((a, b) => Number(a[2]) - Number(b[2])).map(([, part]) => part);
  assertEquals(bars, ["critical", "minor"]);
});

Deno.test("colours of pages are left to the style sheet", async () => {
  const svg = await renderSvg(barChart("bars", [{ name: "a", value: 1, colour: PAGE_THEME.good }], {
    theme: PAGE_THEME,
    unit: "requests",
  }));
  assertStringIncludes(svg, `fill="var(--chart-good)"`);
});
