/** The charts of the page of retries. @module */
import { barChart, columnChart } from "../../chart/bar_chart.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { PageContext } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf, seriesOf } from "../parts/series.ts";
import { sumBy } from "../parts/sum_by.ts";
import { shortMomentIn, showCount, showNumber, showPercent } from "../parts/show.ts";
import { HALF, WIDE } from "../parts/sizes.ts";
import { SCOPE_KINDS, type ScopeKind } from "../../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;
const MOST_BARS = 8;
const NO_RETRIES = "Nothing was retried in this time, as far as the logs tell.";

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
    ? "Retries add hardly any load"
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
    read: { view: "retry_load", ...range, only: { scope_kind: [context.scope.kind], scope: [context.scope.name] } },
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

function byKind(context: PageContext, kind: keyof typeof KIND_NAMES): Figure {
  const rows = context.rows("hours").filter((row) => row.scope_kind === kind);
  const sums = sumBy(rows, "scope", [
    "client_retry_count",
    "balancer_retry_count",
    "wasted_request_count",
    "wasted_server_s",
  ])
    .filter((row) => row.client_retry_count! + row.balancer_retry_count! > 0)
    .sort((a, b) => b.client_retry_count! + b.balancer_retry_count! - a.client_retry_count! - a.balancer_retry_count!)
    .slice(0, MOST_BARS);
  const total = sums.reduce((sum, row) => sum + row.client_retry_count! + row.balancer_retry_count!, 0);
  const [first] = sums;
  const name = KIND_NAMES[kind];
  const title = first === undefined
    ? `Retries by ${name}`
    : `${first.name} has ${
      showPercent((first.client_retry_count! + first.balancer_retry_count!) / total)
    } of the retries`;
  const bars = sums.flatMap((row) => [
    { name: row.name, value: row.client_retry_count!, colour: theme.retry, part: "by clients" },
    { name: row.name, value: row.balancer_retry_count!, colour: theme.p99, part: "by the balancer" },
  ]);
  return {
    id: `by-${kind.replace("_", "-")}`,
    title,
    caption: `Retries by ${name}`,
    chart: bars.length === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "retries" }),
    empty: NO_RETRIES,
    columns: [
      { name: "name", label: name, isText: true },
      { name: "client_retry_count", label: "By clients", show: showCount },
      { name: "balancer_retry_count", label: "By the balancer", show: showCount },
      { name: "wasted_request_count", label: "Wasted requests", show: showCount },
      { name: "wasted_server_s", label: "Wasted server seconds", show: showNumber },
    ],
    rows: sums,
    read: { view: "retry_hours", ...context.range, only: { scope_kind: [kind] } },
    ...(isScope(kind) ? { drill: requestsBehind(context) } : {}),
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
    empty: NO_RETRIES,
    columns: [
      { name: "name", label: "Attempt" },
      { name: "made_count", label: "Made", show: showCount },
      { name: "success_ratio", label: "Succeeded", show: showPercent },
    ],
    rows,
    read: { view: "retry_success", ...context.range },
    pointing: { name: "name", names: rows.map(({ name }) => name) },
  };
}

function waits(context: PageContext): Figure {
  const all = sumBy(
    context.rows("hours").filter((row) => row.scope_kind === "all"),
    "scope_kind",
    ["wait_100ms_count", "wait_1s_count", "wait_10s_count", "wait_longer_count"],
  )[0];
  const bars = [
    ["up to 0.1 s", "wait_100ms_count"],
    ["up to 1 s", "wait_1s_count"],
    ["up to 10 s", "wait_10s_count"],
    ["longer", "wait_longer_count"],
  ].map(([name, column]) => ({ name: name!, value: numberOf(all, column!) ?? 0, colour: theme.retry }));
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const patterns = sumBy(context.rows("waits"), "wait_pattern", ["chain_count"]).sort((a, b) =>
    b.chain_count! - a.chain_count!
  );
  const chains = patterns.reduce((sum, row) => sum + row.chain_count!, 0);
  const title = patterns[0] === undefined
    ? "How long clients wait"
    : `${showPercent(patterns[0].chain_count! / chains)} of chains of retries wait in the pattern "${
      patterns[0].name
    }"`;
  return {
    id: "waits",
    title,
    caption: "Waits of clients before they retry",
    chart: total === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "retries" }),
    empty: NO_RETRIES,
    columns: [{ name: "name", label: "Pattern" }, { name: "chain_count", label: "Chains", show: showCount }],
    rows: patterns,
    read: { view: "retry_waits", ...context.range },
    pointing: {
      name: "name",
      names: bars.map(({ name }) => name),
      columns: [{ name: "value", label: "Retries", show: showCount }],
      rows: bars,
    },
  };
}

function lags(context: PageContext): Figure {
  const rows = context.rows("lags").filter((row) => numberOf(row, "correlation") !== null);
  const newest = Math.max(-Infinity, ...rows.map((row) => numberOf(row, "day_at")!));
  const day = rows.filter((row) => numberOf(row, "day_at") === newest)
    .toSorted((a, b) => numberOf(a, "lag_minutes")! - numberOf(b, "lag_minutes")!);
  const strongest = day.filter((row) => row.is_strongest === true && row.metric === "server_error_ratio")[0];
  const lag = numberOf(strongest, "lag_minutes");
  const title = lag === null
    ? "What comes first, retries or trouble"
    : lag > 0
    ? `Errors come ${lag} min before retries`
    : lag < 0
    ? `Retries come ${-lag} min before errors`
    : "Retries and errors come in the same minute";
  const bars = day.filter((row) => row.metric === "server_error_ratio").map((row) => ({
    name: String(numberOf(row, "lag_minutes")),
    value: numberOf(row, "correlation")!,
    colour: row.is_strongest === true ? theme.critical : theme.p50,
  }));
  return {
    id: "lags",
    title,
    caption: "Correlation of retries with errors so many minutes before them, on the newest day",
    chart: bars.length === 0 ? null : columnChart(title, bars, {
      theme,
      ...HALF,
      unit: "correlation",
      scale: "minutes that errors came before retries",
    }),
    empty: "Nothing to correlate: retries or errors never changed.",
    columns: [
      { name: "metric", label: "Metric" },
      { name: "lag_minutes", label: "Lag, min" },
      { name: "correlation", label: "Correlation", show: showNumber },
    ],
    rows: day,
    read: { view: "retry_lags", ...context.range },
    pointing: {
      name: "name",
      names: bars.map(({ name }) => name),
      isAcross: true,
      columns: [{ name: "value", label: "Correlation with errors", show: showNumber }],
      rows: bars,
    },
  };
}
