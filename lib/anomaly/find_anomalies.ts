/** Runs a detector over all series and tells what it finds: how serious it is and which slices carry it. @module */
import type { AnomalyRow } from "./anomaly.ts";
import { carriersOf, explanationWords } from "./carriers.ts";
import { compareMetrics, jointWords } from "./compare_metrics.ts";
import { comparePeers } from "./compare_peers.ts";
import type { Departure, Detector, Series } from "./detector.ts";
import { explainExcess } from "./explain_excess.ts";
import { fillGaps } from "./fill_gaps.ts";
import { robustSeasonal } from "./robust_seasonal.ts";
import { SeriesCatalog } from "./series_catalog.ts";
import { severityOf } from "./severity.ts";
import { numberWords } from "./words.ts";

/** How anomalies are looked for. */
export interface FindOptions {
  readonly detector?: Detector;
  /** Calm after which the next departure of a series is another one, ms. */
  readonly gapMs?: number;
  /** The pool of each server, by the name of its scope; servers are compared within pools, and not at all where empty. */
  readonly poolOfServer?: ReadonlyMap<string, string>;
}

/** Calm that a departure outlasts, ms. */
export const DEFAULT_GAP_MS = 600_000;

const WINDOW_NAMES: Readonly<Record<number, string>> = { 60_000: "minute", 3_600_000: "hour", 86_400_000: "day" };

/**
 * Finds the anomalies of all series, in order of time; `incident_id` is null until `mergeIncidents` sets it.
 *
 * A count series is taken to be silent, not unknown, from its last point to the end of the longest series. What is
 * said of a window uses that window and earlier ones only. A server that is silent by its own past may still depart
 * from its peers.
 *
 * @param series at most one a scope and metric, points ascending
 * @throws {RangeError} when a window is neither a minute nor an hour nor a day
 */
export function findAnomalies(series: readonly Series[], options: FindOptions = {}): AnomalyRow[] {
  const { detector = robustSeasonal(), gapMs = DEFAULT_GAP_MS, poolOfServer = new Map<string, string>() } = options;
  const catalog = catalogOf(series);
  const judged = catalog.series.map((one) => ({ series: one, ...detector.detect(one) }));
  const ofPast = judged.flatMap(({ series, departures }) => anomaliesOf(series, departures, catalog, gapMs));
  const comparisons = [...comparePeers(catalog.series, ofPast, { detector, gapMs, poolOfServer })];
  const ofPeers = comparisons.flatMap(({ own, departures }) => anomaliesOf(own, departures, catalog, gapMs))
    .map((anomaly) => ({ ...anomaly, explanation: peerWords(anomaly) }));
  const ofMetricsTogether = [...compareMetrics(judged, ofPast, poolOfServer)].flatMap(
    ({ series, departures }) =>
      anomaliesOf(series, departures, catalog, gapMs).map(
        (anomaly, place) => ({ ...anomaly, explanation: jointWords(departures[place]!.shares) }),
      ),
  );
  return [...ofPast, ...ofPeers, ...ofMetricsTogether]
    .sort((a, b) => a.window_start_at - b.window_start_at);
}

/** Catalogues series with the silence of counts filled in, up to the end of the longest series. */
export function catalogOf(series: readonly Series[]): SeriesCatalog {
  const { end } = new SeriesCatalog(series);
  return new SeriesCatalog(series.map((one) => fillGaps(one, end)));
}

function anomaliesOf(
  series: Series,
  departures: readonly Departure[],
  catalog: SeriesCatalog,
  gapMs: number,
): AnomalyRow[] {
  let onset = -Infinity;
  let previousAt = -Infinity;
  return departures.map((departure) => {
    if (departure.at - previousAt > gapMs) onset = departure.at;
    previousAt = departure.at;
    return describe(series, departure, onset, catalog);
  });
}

function peerWords({ expected }: AnomalyRow): string {
  return `Its peers are as ever; going by them ${numberWords(expected)} was expected.`;
}

function describe(series: Series, departure: Departure, onset: number, catalog: SeriesCatalog): AnomalyRow {
  const range = { from: onset, to: departure.at + series.windowMs };
  const shares = explainExcess(catalog.ofMetric(series.metric), range, departure.direction);
  return {
    window_start_at: departure.at,
    window: windowName(series.windowMs),
    scope_kind: series.scopeKind,
    scope: series.scope,
    metric: series.metric,
    observed: departure.observed,
    expected: departure.expected,
    lower: departure.lower,
    upper: departure.upper,
    score: departure.score,
    severity: severityOf({
      score: departure.score,
      durationMs: range.to - range.from,
      trafficShare: catalog.usualTrafficShare(series, range),
    }),
    direction: departure.direction,
    explanation: explanationWords(carriersOf(shares, catalog, range)),
    incident_id: null,
  };
}

function windowName(windowMs: number): string {
  const name = WINDOW_NAMES[windowMs];
  if (name !== undefined) return name;
  throw new RangeError(`Cannot name a window: it is ${windowMs} ms long, a minute, an hour or a day is needed`);
}
