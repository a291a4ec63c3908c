/** The charts of the overview that tell how the service stands: budgets, capacity, what is busiest. @module */
import { barChart } from "../../chart/bar_chart.ts";
import type { Moment } from "../../chart/chart.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { scopeWords } from "../../anomaly/words.ts";
import { NO_SCOPE, type ScopeKind } from "../../traffic/traffic_minute.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { whyNone } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { scopeWindowOf } from "../parts/reads.ts";
import { sumScopes } from "../parts/scopes.ts";
import { meanOverRequests, numberOf, seriesOf, shifted, textOf } from "../parts/series.ts";
import { showCount, showLatency, showNumber, showPercent } from "../parts/show.ts";
import { HALF } from "../parts/sizes.ts";

/** What an empty chart of traffic says. */
export const NO_TRAFFIC =
  "No request is known of this time. Choose another time, or run deno task pipeline with your logs.";
const MOST_ROUTES = 8;
const HOUR_MS = 3_600_000;

/** What is left of error budgets. */
export function objectives(context: PageContext): Figure {
  const rows = context.rows("objectives");
  const names = [...new Set(rows.map((row) => textOf(row, "objective")))];
  const colours = [theme.good, theme.p99, theme.retry, theme.clientError];
  const lines = names.slice(0, colours.length).map((name, place) => ({
    name,
    colour: colours[place]!,
    points: burnDown(rows.filter((row) => row.objective === name)),
  }));
  const worst =
    context.rows("standings").toSorted((a, b) =>
      (numberOf(a, "budget_left_ratio") ?? 1) - (numberOf(b, "budget_left_ratio") ?? 1)
    )[0];
  const moments = rows.map((row) => numberOf(row, "hour_at") ?? 0);
  const domain = [Math.min(...moments), Math.max(...moments) + HOUR_MS] as const;
  const title = budgetTitle(worst);
  return {
    id: "objectives",
    title,
    caption: "Error budget left, hour by hour of the objective's window",
    chart: rows.length === 0 ? null : lineChart(title, lines, {
      theme,
      zone: context.zone,
      unit: "budget left",
      domain,
      format: ".0%",
      limit: { value: 0, name: "spent" },
    }),
    empty: whyNone(context, "No objective has been measured: name yours in slo.json."),
    columns: [
      { name: "hour_at", label: "Hour", isMoment: true },
      { name: "objective", label: "Objective" },
      { name: "budget_left_ratio", label: "Budget left at its end", show: showPercent },
      { name: "bad_count", label: "Bad events", show: showCount },
    ],
    rows,
    drill: requestsBehind(context),
    domain,
    isFixed: true,
    pointing: { time: "hour_at", lasts: HOUR_MS },
  };
}

/** What was left at the end of each hour, and before the first. */
function burnDown(rows: readonly ViewRow[]): Moment[] {
  const [first] = rows;
  if (first === undefined) return [];
  const before = (numberOf(first, "budget_left_ratio") ?? 1) + (numberOf(first, "spent_ratio") ?? 0);
  const ends = shifted(seriesOf(rows, "budget_left_ratio", HOUR_MS, "hour_at"), HOUR_MS);
  return [{ at: numberOf(first, "hour_at")!, value: Math.min(1, before) }, ...ends];
}

/** How much of what can be carried is used. */
export function capacity(context: PageContext): Figure {
  const rows = context.rows("capacity").filter((row) => numberOf(row, "limit_requests_per_second") !== null).map((
    row,
  ): ViewRow => ({
    ...row,
    name: scopeWords(textOf(row, "scope_kind") as ScopeKind, textOf(row, "scope")),
    used_ratio: 1 - (numberOf(row, "headroom_ratio") ?? 0),
  }));
  const bars = rows.map((row) => {
    const used = numberOf(row, "used_ratio")!;
    return {
      name: textOf(row, "name"),
      value: used,
      colour: used > 1 ? theme.critical : used > 0.8 ? theme.moderate : theme.good,
    };
  });
  const caption = "Busiest throughput as a share of the limit that CPU or the load curve tells";
  const whole = rows.find((row) => row.scope_kind === "all");
  return {
    id: "capacity",
    title: whole === undefined
      ? "How much capacity is used"
      : `At its busiest the whole service uses ${showPercent(numberOf(whole, "used_ratio"))} of its capacity`,
    caption,
    chart: bars.length === 0
      ? null
      : barChart(caption, bars, { theme, width: HALF.width, unit: "of the limit", format: ".0%" }),
    empty: whyNone(context, "No limit can be told yet: it takes server metrics, or a load that varied more."),
    columns: [
      { name: "name", label: "Scope" },
      { name: "busiest_requests_per_second", label: "Busiest, 1/s", show: showNumber },
      { name: "limit_requests_per_second", label: "Limit, 1/s", show: showNumber },
      { name: "used_ratio", label: "Used", show: showPercent },
    ],
    rows,
    drill: { href: "/infrastructure#load-curve", label: "Load curve" },
    pointing: { name: "name", names: rows.map((row) => textOf(row, "name")) },
  };
}

/** The routes, or where no log tells any the servers, with the most requests. */
export function busiest(context: PageContext): Figure {
  const byRoute = sumScopes(context.rows("parts"), "route").filter(({ name }) => name !== NO_SCOPE);
  const kind = byRoute.length > 0 ? "route" : "server";
  const sums = (kind === "route" ? byRoute : sumScopes(context.rows("parts"), kind)).slice(0, MOST_ROUTES);
  const rows = sums.map(({ name, requests, rows: list }) => ({
    name,
    requests,
    failed: Math.round(requests * (meanOverRequests(list, "server_error_ratio") ?? 0)),
    p95_duration_ms: meanOverRequests(list, "p95_duration_ms"),
  }));
  const bars = rows.flatMap(({ name, requests, failed }) => [
    { name, value: failed, colour: theme.serverError, part: "server errors" },
    { name, value: requests - failed, colour: theme.good, part: "others" },
  ]);
  const slowest = rows.toSorted((a, b) => (b.p95_duration_ms ?? 0) - (a.p95_duration_ms ?? 0))[0];
  const title = slowest === undefined || slowest.p95_duration_ms === null
    ? `The busiest ${kind}s`
    : `Of the busiest ${kind}s ${slowest.name} is the slowest: p95 about ${showLatency(slowest.p95_duration_ms)}`;
  return {
    id: "busiest",
    title,
    caption: `Requests of the busiest ${kind}s`,
    chart: bars.length === 0
      ? null
      : barChart(title, bars, { theme, width: HALF.width, unit: "requests", format: "~s" }),
    empty: NO_TRAFFIC,
    columns: [
      { name: "name", label: kind === "route" ? "Route" : "Server", isText: true },
      { name: "requests", label: "Requests", show: showCount },
      { name: "failed", label: "Server errors", show: showCount },
      { name: "p95_duration_ms", label: `p95, mean of ${scopeWindowOf(context.range)}s`, show: showLatency },
    ],
    rows,
    drill: requestsBehind(context),
    pointing: { name: "name", names: rows.map(({ name }) => name), scopeKind: kind },
  };
}

function budgetTitle(worst: ViewRow | undefined): string {
  const left = numberOf(worst, "budget_left_ratio");
  if (left === null) return "Error budgets";
  const name = textOf(worst, "objective");
  return left < 0
    ? `The error budget of ${name} is overspent by ${showPercent(-left)}`
    : `${showPercent(left)} of the error budget of ${name} is left`;
}
