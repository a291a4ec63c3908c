/** The charts of the page of retries. @module */
import { barChart } from "../../chart/bar_chart.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { PageContext } from "../page.ts";
import { noneFound } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, seriesOf } from "../parts/series.ts";
import { lags, noRetries, waits } from "./retry_waits.ts";
import { type NamedSums, sumBy } from "../parts/sum_by.ts";
import { shortMomentIn, showCount, showNumber, showPercent } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { SCOPE_KINDS, type ScopeKind } from "../../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;
const MOST_BARS = 8;

/** Makes the figures. */
export function retryFigures(context: PageContext): Figure[] {
  return [
    load(context),
    ...(["cause", "server", "route", "region", "client_kind"] as const).map((kind) => byKind(context, kind)),
    success(context),
    waits(context),
    lags(context),
  ];
}

function load(context: PageContext): Figure {
  const { range, zone } = context;
  const rows = context.rows("load");
  const worst = rows.filter((row) => (numberOf(row, "request_count") ?? 0) >= 10)
    .toSorted((a, b) => (numberOf(b, "amplification") ?? 0) - (numberOf(a, "amplification") ?? 0))[0];
  const amplification = numberOf(worst, "amplification");
  const title = amplification === null || amplification < 1.05
    ? noneFound(context, "Retries add hardly any load", "Load by retries")
    : `At ${shortMomentIn(zone)(numberOf(worst, "minute_at"))} retries made ${
      showNumber(amplification)
    } requests of each that was meant`;
  const line = (name: string, column: string, colour: string) => ({
    name,
    colour,
    points: seriesOf(rows, column, MINUTE_MS, "minute_at"),
  });
  const lines = [
    line("what servers got", "actual_requests_per_second", theme.retry),
    line("what succeeded", "goodput_requests_per_second", theme.p50),
    line("what clients meant", "effective_requests_per_second", theme.ink),
  ];
  const domain = [range.from, range.to] as const;
  return {
    id: "amplification",
    title,
    caption: "Requests a second: meant, made, and answered without a failure of the service",
    chart: rows.length === 0 ? null : lineChart(title, lines, { theme, zone, ...WIDE, unit: "requests/s", domain }),
    empty: "No request is known of this time.",
    columns: [
      { name: "minute_at", label: "Minute", isMoment: true },
      { name: "effective_requests_per_second", label: "Meant, 1/s", show: showNumber },
      { name: "actual_requests_per_second", label: "Made, 1/s", show: showNumber },
      { name: "goodput_requests_per_second", label: "Goodput, 1/s", show: showNumber },
      { name: "amplification", label: "Amplification", show: showNumber },
    ],
    rows,
    drill: requestsBehind(context),
    isWide: true,
    domain,
    pointing: { time: "minute_at", lasts: MINUTE_MS },
  };
}

const KIND_NAMES = {
  cause: "cause",
  server: "server",
  route: "route",
  region: "region",
  client_kind: "kind of client",
} as const;

function isScope(kind: string): kind is ScopeKind {
  return SCOPE_KINDS.some((known) => known === kind);
}

function hasRetries(context: PageContext): boolean {
  return context.rows("hours").some((row) =>
    row.scope_kind === "all" && numberOf(row, "client_retry_count")! + numberOf(row, "balancer_retry_count")! > 0
  );
}

function byKind(context: PageContext, kind: keyof typeof KIND_NAMES): Figure {
  const rows = context.rows("hours").filter((row) => row.scope_kind === kind);
  const all = sumBy(rows, "scope", [
    "client_retry_count",
    "balancer_retry_count",
    "wasted_request_count",
    "wasted_server_s",
  ]).map((row): NamedSums => Object.assign(row, { retries: row.client_retry_count! + row.balancer_retry_count! }));
  const total = all.reduce((sum, { retries }) => sum + retries!, 0);
  const sums = all.filter(({ retries }) => retries! > 0).sort((a, b) => b.retries! - a.retries!).slice(0, MOST_BARS)
    .map((row): NamedSums => kind === "cause" ? Object.assign(row, { name: row.name.replaceAll("_", " ") }) : row);
  const [first] = sums;
  const name = KIND_NAMES[kind];
  const title = first === undefined
    ? `Retries by ${name}`
    : `${first.name} has ${showPercent(first.retries! / total)} of the retries`;
  const bars = sums.flatMap((row) => [
    { name: row.name, value: row.client_retry_count!, colour: theme.retry, part: "by clients" },
    { name: row.name, value: row.balancer_retry_count!, colour: theme.p99, part: "by the balancer" },
  ]);
  return {
    id: `by-${kind.replace("_", "-")}`,
    title,
    caption: `Retries by ${name}, in whole hours`,
    chart: bars.length === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "retries" }),
    empty: rows.length === 0 && hasRetries(context) ? `These logs name no ${name}.` : noRetries(context),
    columns: [
      { name: "name", label: name, isText: true },
      { name: "client_retry_count", label: "By clients", show: showCount },
      { name: "balancer_retry_count", label: "By the balancer", show: showCount },
      { name: "wasted_request_count", label: "Wasted requests", show: showCount },
      { name: "wasted_server_s", label: "Wasted server seconds", show: showNumber },
    ],
    rows: sums,
    drill: requestsBehind(context),
    pointing: {
      name: "name",
      names: sums.map(({ name }) => name),
      ...(isScope(kind) ? { scopeKind: kind } : {}),
    },
  };
}

function success(context: PageContext): Figure {
  const sums = sumBy(context.rows("success"), "attempt", ["made_count", "success_count"]).sort((a, b) =>
    Number(a.name) - Number(b.name)
  );
  const rows = sums.map((row) => ({ ...row, success_ratio: row.success_count! / row.made_count! }));
  const labels = ["first", "second", "third", "later"];
  const bars = rows.map((row) => ({
    name: `${labels[Number(row.name) - 1] ?? row.name} attempt`,
    value: row.success_ratio,
    colour: theme.good,
  }));
  const second = rows.find(({ name }) => name === "2");
  const title = second === undefined
    ? "Success by attempt"
    : `${showPercent(second.success_ratio)} of second attempts succeed`;
  return {
    id: "success",
    title,
    caption: "Share of attempts of clients that succeed",
    chart: bars.length === 0
      ? null
      : barChart(title, bars, { theme, width: HALF.width, unit: "share that succeeds", format: ".0%" }),
    empty: noRetries(context),
    columns: [
      { name: "name", label: "Attempt" },
      { name: "made_count", label: "Made", show: showCount },
      { name: "success_ratio", label: "Succeeded", show: showPercent },
    ],
    rows,
    drill: requestsBehind(context),
    pointing: { name: "name", names: rows.map(({ name }) => name) },
  };
}
