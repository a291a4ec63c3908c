/** When clients retry: how long they wait, and whether retries or trouble came first. @module */
import { barChart, columnChart } from "../../chart/bar_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import type { PageContext } from "../page.ts";
import { whyNone } from "../parts/analysed.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { numberOf } from "../parts/series.ts";
import { showCount, showNumber, showPercent } from "../parts/show.ts";
import { HALF } from "../parts/sizes.ts";
import { sumBy } from "../parts/sum_by.ts";

/** What an empty chart of retries says. */
export function noRetries(context: PageContext): string {
  return whyNone(context, "Nothing was retried in this time, as far as the logs tell.");
}

/** How long clients wait before they retry. */
export function waits(context: PageContext): Figure {
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
    caption: "Waits of clients before they retry, in whole hours",
    chart: total === 0 ? null : barChart(title, bars, { theme, width: HALF.width, unit: "retries" }),
    empty: noRetries(context),
    columns: [{ name: "name", label: "Pattern" }, { name: "chain_count", label: "Chains", show: showCount }],
    rows: patterns,
    drill: requestsBehind(context),
    pointing: {
      name: "name",
      names: bars.map(({ name }) => name),
      columns: [{ name: "value", label: "Retries", show: showCount }],
      rows: bars,
    },
  };
}

/** Whether errors come before retries, or after them. */
export function lags(context: PageContext): Figure {
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
    drill: requestsBehind(context),
    pointing: {
      name: "name",
      names: bars.map(({ name }) => name),
      isAcross: true,
      columns: [{ name: "value", label: "Correlation with errors", show: showNumber }],
      rows: bars,
    },
  };
}
