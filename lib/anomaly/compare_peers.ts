/**
 * Finds servers that depart from their pool while the pool is calm.
 *
 * What a server's own past tells is told already, so only what lasts is added: the fifteenth anomalous window of a
 * relative series on, where the own series is silent. That is a degradation that hides in a change of load, or begins
 * before its series has a past to compare with. The pool is calm while neither it nor everything departs in the metric.
 * Streaming: a window is told by what came before it.
 *
 * @module
 */
import type { AnomalyRow } from "./anomaly.ts";
import type { Departure, Detector, Series } from "./detector.ts";
import { peerSeries } from "./peer_series.ts";
import { ALL_SCOPE } from "./series_catalog.ts";

/** Anomalous windows of a run that pass before it is told. */
const WINDOWS_TO_BELIEVE = 15;

/** How servers are compared. */
export interface PeerOptions {
  readonly detector: Detector;
  /** Calm after which the next departure is another one, ms. */
  readonly gapMs: number;
  /** The pool of each server, by the name of its scope; servers that are missing have no peers. */
  readonly poolOfServer: ReadonlyMap<string, string>;
}

/** A server's own series, and the windows in which it departs from its peers, in the metric's unit. */
export interface PeerDepartures {
  readonly own: Series;
  readonly departures: readonly Departure[];
}

/**
 * Finds the windows in which servers depart from their peers and neither from their own past nor with their pool.
 *
 * @param found what the own past of each series told
 */
export function* comparePeers(
  series: readonly Series[],
  found: readonly AnomalyRow[],
  { detector, gapMs, poolOfServer }: PeerOptions,
): Generator<PeerDepartures> {
  const told = new Set(found.map((one) => windowKey(one.metric, one.scope, one.window_start_at)));
  for (const { own, relative } of peerSeries(series, poolOfServer)) {
    const silencers = [own.scope, poolOfServer.get(own.scope)!, ALL_SCOPE];
    const isAlone = ({ at }: Departure) => !silencers.some((scope) => told.has(windowKey(own.metric, scope, at)));
    const departures = believed(detector.detect(relative).departures.filter(isAlone), gapMs);
    const values = new Map(departures.length === 0 ? [] : own.points.map(({ at, value }) => [at, value]));
    yield { own, departures: departures.map((departure) => inUnit(departure, values.get(departure.at) ?? 0)) };
  }
}

/** Drops the first windows of each run. */
function believed(departures: readonly Departure[], gapMs: number): Departure[] {
  let seen = 0;
  let previousAt = -Infinity;
  return departures.filter(({ at }) => {
    seen = at - previousAt > gapMs ? 1 : seen + 1;
    previousAt = at;
    return seen >= WINDOWS_TO_BELIEVE;
  });
}

/** Turns factors of the peers' median, or shares of the pool's events, back into the metric's unit. */
function inUnit(departure: Departure, observed: number): Departure {
  const unit = observed / departure.observed;
  const { expected, lower, upper } = departure;
  return { ...departure, observed, expected: expected * unit, lower: lower * unit, upper: upper * unit };
}

function windowKey(metric: string, scope: string, at: number): string {
  return `${metric}\n${at}\n${scope}`;
}
