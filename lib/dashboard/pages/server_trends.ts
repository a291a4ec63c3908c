/** How servers go over time, and which of them are not like their peers. @module */
import { median } from "../../anomaly/median.ts";
import type { Moment } from "../../chart/chart.ts";
import { lineChart } from "../../chart/line_chart.ts";
import { PAGE_THEME as theme } from "../../chart/theme.ts";
import { type PeerOutlier, peerOutliers } from "../../health/peer_outliers.ts";
import type { PageContext, ViewRow } from "../page.ts";
import { requestsBehind } from "../parts/drill.ts";
import type { Figure } from "../parts/figure.ts";
import { seriesOf, textOf } from "../parts/series.ts";
import { HALF } from "../parts/sizes.ts";
import { emptyOf, sentence } from "./server_heatmaps.ts";
import {
  chosenMeasure,
  SERVER_MEASURES,
  type ServerMeasure,
  type ServerValue,
  serverWindowMs,
  valuesOf,
} from "./server_measures.ts";

/** Servers whose lines are drawn: those with the most. */
const MOST_LINES = 3;

const LINE_COLOURS = [theme.serverError, theme.clientError, theme.retry];

/** The chosen measure over time: the servers with the most of it, and the middle of all. */
export function measureTrend(context: PageContext): Figure {
  const { range } = context;
  const column = chosenMeasure(context);
  const { words, unit, show, source, isLogarithmic = false } = SERVER_MEASURES[column]!;
  const lengthMs = serverWindowMs(range);
  const values = valuesOf(context, column);
  const highest = levelsOf(values).slice(0, MOST_LINES);
  const middle = middleOf(values);
  const [first] = highest;
  const title = first === undefined
    ? `${sentence(words)} over time`
    : `${first.server} goes highest: ${words} ${show(first.level)}, the servers' middle is ${
      show(median(levelsOf(values).map(({ level }) => level)))
    }`;
  const lines = [
    ...highest.map(({ server, points }, place) => ({ name: server, colour: LINE_COLOURS[place]!, points })),
    { name: "middle of all servers", colour: theme.muted, points: middle, isBackground: true },
  ].map((line) => ({ ...line, points: seriesOf(line.points.map((point) => ({ ...point })), "value", lengthMs, "at") }));
  const rows = highest.flatMap(({ server, points }) => points.map((point) => ({ ...point, server })))
    .concat(middle.map((point) => ({ ...point, server: "middle of all servers" })));
  return {
    id: "trend-measure",
    title,
    caption: `${sentence(words)} over time, of the servers that usually have the most`,
    chart: values.length === 0 ? null : lineChart(title, lines, {
      theme,
      zone: context.zone,
      ...HALF,
      unit,
      domain: [values[0]!.from, range.to],
      isLogarithmic,
    }),
    empty: emptyOf(source),
    columns: [
      { name: "at", label: "From", isMoment: true },
      { name: "server", label: "Server" },
      { name: "value", label: sentence(words), show },
    ],
    rows,
    drill: requestsBehind(context),
    domain: [values[0]?.from ?? range.from, range.to],
    pointing: { time: "at", lasts: lengthMs },
  };
}

interface Level {
  readonly server: string;
  /** The middle of its windows. */
  readonly level: number;
  readonly points: readonly KnownMoment[];
}

type KnownMoment = Moment & { readonly value: number };

/** Servers by what they usually have, the most first. */
function levelsOf(values: readonly ServerValue[]): Level[] {
  return [...Map.groupBy(values, ({ server }) => server)].map(([server, ofServer]) => ({
    server,
    level: median(ofServer.map(({ value }) => value))!,
    points: ofServer.map(({ from, value }) => ({ at: from, value })),
  })).sort((a, b) => b.level - a.level);
}

function middleOf(values: readonly ServerValue[]): KnownMoment[] {
  return [...Map.groupBy(values, ({ from }) => from)].map(([at, ofWindow]) => (
    { at, value: median(ofWindow.map(({ value }) => value))! }
  )).sort((a, b) => a.at - b.at);
}

/** Servers that stand apart from their peers in any measure, the farthest first; what they usually have is compared. */
export function outlierRows(context: PageContext): ViewRow[] {
  const peersOf = new Map(context.rows("current").map((row) => [textOf(row, "server_id"), textOf(row, "peers")]));
  return Object.entries(SERVER_MEASURES).flatMap(([column, measure]) => {
    const levels = levelsOf(valuesOf(context, column));
    const figures = levels.map(({ server, level }) => (
      { serverId: server, peers: peersOf.get(server) ?? "all servers", value: level }
    ));
    return peerOutliers(figures, smallestOf(measure, levels)).map((outlier) => rowOf(outlier, measure));
  }).sort((a, b) => Math.abs(b.score) - Math.abs(a.score));
}

function smallestOf({ smallest }: ServerMeasure, levels: readonly Level[]): number {
  const middle = median(levels.map(({ level }) => level)) ?? 0;
  return Math.max(smallest.absolute, smallest.relative * Math.abs(middle), Number.MIN_VALUE);
}

function rowOf({ serverId, peers, value, median, score }: PeerOutlier, { words, show }: ServerMeasure) {
  return { server: serverId, peers, measure: words, value: show(value), median: show(median), score };
}
