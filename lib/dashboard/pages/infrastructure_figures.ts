/** The charts of the page of servers. @module */
import { uslThroughput } from "../../capacity/usl.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { loadCurve, loadPlane } from "../../chart/load_curve.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { whyNone } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, seriesOf, textOf, windowMs, windowOf } from "../parts/series.ts";
import { shortMomentIn, showNumber } from "../parts/show.ts";
import { WIDE } from "../parts/sizes.ts";
import { healthHeatmap, measureHeatmap } from "./server_heatmaps.ts";
import { measureTrend } from "./server_trends.ts";

const HOUR_MS = 3_600_000;
const MOST_POINTS = 1_500;
const CURVE_POINTS = 80;

/** Makes the figures. */
export function infrastructureFigures(context: PageContext): Figure[] {
  return [
    healthHeatmap(context),
    measureHeatmap(context),
    measureTrend(context),
    loadFigure(context),
    forecast(context),
  ];
}

function loadFigure(context: PageContext): Figure {
  const { scope } = context;
  const known = context.rows("capacity").find((row) => row.scope_kind === scope.kind && row.scope === scope.name);
  const points = context.rows("windows").flatMap((row) => {
    const [concurrency, throughput] = [numberOf(row, "concurrency"), numberOf(row, "requests_per_second")];
    const at = numberOf(row, "window_start_at");
    return concurrency === null || throughput === null || at === null ? [] : [{ at, concurrency, throughput }];
  });
  const highest = Math.max(0, ...points.map(({ concurrency }) => concurrency));
  const knee = numberOf(known, "knee_concurrency");
  const drawn = evenly(points);
  const curve = fitted(known, Math.max(highest, 1.2 * (knee ?? 0)));
  const title = known === undefined
    ? "Throughput against requests in flight"
    : `${headlineOf(textOf(known, "explanation"))}, as of ${dayWords(numberOf(known, "day_at")!)}`;
  return {
    id: "load-curve",
    title,
    caption:
      "Points are the time that is shown; where a limit is known, the line is the Universal Scalability Law fitted to the week to that day",
    chart: points.length === 0 ? null : loadCurve(title, drawn, { theme, ...WIDE, curve, knee }),
    empty: "These logs tell no durations, from which the requests in flight follow.",
    columns: [
      { name: "at", label: "From", isMoment: true },
      { name: "concurrency", label: "In flight", show: showNumber },
      { name: "throughput", label: "Requests/s", show: showNumber },
    ],
    rows: drawn,
    drill: requestsBehind(context),
    isWide: true,
    pointing: {
      time: "at",
      lasts: windowMs(windowOf(context.range)),
      plane: { x: "concurrency", y: "throughput", ends: loadPlane(drawn, curve, knee) },
    },
  };
}

function dayWords(at: number): string {
  return new Date(at).toLocaleDateString("en-GB", { timeZone: "UTC", day: "2-digit", month: "short" });
}

function headlineOf(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1).replace(/\.$/, "");
}

/** The fitted law; nothing where the minutes do not tell one. */
function fitted(row: ViewRow | undefined, until: number): { concurrency: number; throughput: number }[] {
  if (row?.verdict !== "limit_known") return [];
  const [gamma, alpha, beta] = ["gamma_requests_per_second", "alpha", "beta"].map((name) => numberOf(row, name));
  if (
    gamma === null || gamma === undefined || alpha === null || alpha === undefined || beta === null ||
    beta === undefined
  ) {
    return [];
  }
  return Array.from({ length: CURVE_POINTS }, (_, place) => {
    const concurrency = until * (place + 1) / CURVE_POINTS;
    return { concurrency, throughput: uslThroughput({ gamma, alpha, beta }, concurrency) };
  });
}

function evenly<T>(items: readonly T[]): readonly T[] {
  const step = Math.ceil(items.length / MOST_POINTS);
  return items.filter((_, place) => place % step === 0);
}

/** Means of hours, of rows by minutes or hours; an hour that is not over would look like a fall, and is left out. */
function hoursOf({ rows, range }: PageContext): ViewRow[] {
  const hours = Map.groupBy(
    rows("windows"),
    (row) => Math.floor(numberOf(row, "window_start_at")! / HOUR_MS) * HOUR_MS,
  );
  const shareOf = (row: ViewRow) => row.window === "hour" ? 1 : 1 / 60;
  return [...hours].filter(([at]) => at + HOUR_MS <= range.to).map(([at, ofHour]) => ({
    window_start_at: at,
    requests_per_second: ofHour.reduce((sum, row) => sum + numberOf(row, "requests_per_second")! * shareOf(row), 0),
  }));
}

function forecast(context: PageContext): Figure {
  const rows = context.rows("forecast").filter((row) => row.metric === "requests_per_second");
  const band = rows.map((row) => ({
    at: numberOf(row, "window_start_at")!,
    lower: numberOf(row, "lower")!,
    upper: numberOf(row, "upper")!,
  }));
  const past = seriesOf(hoursOf(context), "requests_per_second", HOUR_MS);
  const limit = numberOf(
    context.rows("capacity").find((row) => row.scope_kind === context.scope.kind && row.scope === context.scope.name),
    "limit_requests_per_second",
  );
  const peak = rows.toSorted((a, b) => numberOf(b, "expected")! - numberOf(a, "expected")!)[0];
  const title = peak === undefined
    ? "The week to come"
    : `At ${shortMomentIn(context.zone)(numberOf(peak, "window_start_at"))} the most is expected: ${
      showNumber(numberOf(peak, "expected"))
    } requests/s, between ${showNumber(numberOf(peak, "lower"))} and ${showNumber(numberOf(peak, "upper"))}`;
  const domain = [past[0]?.at ?? band[0]?.at ?? 0, (band.at(-1)?.at ?? 0) + HOUR_MS] as const;
  const lines = [
    { name: "observed", colour: theme.good, points: past },
    { name: "expected", colour: theme.p99, points: seriesOf(rows, "expected", HOUR_MS), isBackground: true },
  ];
  return {
    id: "forecast",
    title,
    caption:
      "Requests a second, means of hours: what was observed, what is expected, and the band that holds nine hours of ten",
    chart: rows.length === 0 ? null : lineChart(title, lines, {
      theme,
      zone: context.zone,
      ...WIDE,
      unit: "requests/s",
      domain,
      band,
      ...(limit === null ? {} : { limit: { value: limit, name: "limit" } }),
    }),
    empty: whyNone(context, "Nothing can be forecast yet: two days of history tell one ahead."),
    columns: [
      { name: "window_start_at", label: "Hour", isMoment: true },
      { name: "expected", label: "Expected", show: showNumber },
      { name: "lower", label: "Lower", show: showNumber },
      { name: "upper", label: "Upper", show: showNumber },
    ],
    rows,
    isWide: true,
    domain,
    isFixed: true,
    pointing: { time: "window_start_at", lasts: HOUR_MS },
  };
}
