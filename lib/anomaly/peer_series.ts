/**
 * Servers against their peers: what a server does relative to the others of its pool, as series of their own.
 *
 * Question: does a server depart from its pool, while the pool is as ever? What is measured is chosen so that what
 * moves all servers alike cancels out, and the detector then learns the usual offset of each server, its noise and its
 * day, as of any other series. A latency is divided by the median of the peers in the same minute, which no
 * single peer can move. Of a ratio the value is the server's share of the pool's events: given their total, that is
 * binomial whatever the rate is, and worth no more than the events there are (the conditional test of Przyborowski and
 * Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31, 1940). Limit: with few
 * peers the median is noisy; a minute with fewer than three has no value.
 *
 * @module
 */
import type { Point, Series } from "./detector.ts";
import { median } from "./median.ts";

/** Peers that a minute needs, the server itself not counted. */
export const FEWEST_PEERS = 3;

/** A server's series and what it is relative to its peers, point by point. */
export interface PeerSeries {
  readonly own: Series;
  /** Relative to peers: a factor of their median, or a share of the pool's events. */
  readonly relative: Series;
}

/**
 * Makes the relative series of all servers, pool by pool and metric by metric, so that few are in memory at once.
 *
 * Counts are left out, as how requests are dealt out is the balancer's business, and so are gauges: a server that
 * comes back from an incident uses less or more than its peers for a while, and nobody need know.
 *
 * @param series points ascending; those of other kinds of scope are ignored
 * @param poolOf the pool of each server; a server that is missing has no peers
 */
export function* peerSeries(series: readonly Series[], poolOf: ReadonlyMap<string, string>): Generator<PeerSeries> {
  const servers = series.filter(({ scopeKind, scope, kind }) =>
    scopeKind === "server" && poolOf.has(scope) && (kind === "latency" || kind === "ratio")
  );
  const pools = Map.groupBy(servers, ({ scope, metric }) => `${metric}\n${poolOf.get(scope)}`);
  for (const pool of pools.values()) if (pool.length > FEWEST_PEERS) yield* relativeOf(pool);
}

function* relativeOf(pool: readonly Series[]): Generator<PeerSeries> {
  const minutes = new Map<number, (Point | undefined)[]>();
  pool.forEach(({ points }, place) => {
    for (const point of points) {
      const minute = minutes.get(point.at) ?? new Array<Point | undefined>(pool.length);
      minute[place] = point;
      minutes.set(point.at, minute);
    }
  });
  for (const [place, own] of pool.entries()) {
    const pointOf = own.kind === "ratio" ? shareOfEvents : factorOfMedian;
    const points = own.points.map((point) => pointOf(point, minutes.get(point.at)!, place));
    yield { own, relative: { ...own, points } };
  }
}

function factorOfMedian(point: Point, minute: readonly (Point | undefined)[], place: number): Point {
  const peers = minute.flatMap((peer, other) => other === place ? [] : peer?.value ?? []);
  const middle = peers.length < FEWEST_PEERS ? null : median(peers);
  const isKnown = point.value !== null && middle !== null && middle > 0;
  return { ...point, value: isKnown ? point.value / middle : null };
}

function shareOfEvents(point: Point, minute: readonly (Point | undefined)[]): Point {
  let events = 0;
  let known = 0;
  for (const peer of minute) {
    if (peer === undefined || peer.value === null) continue;
    known++;
    events += peer.value * peer.sampleCount;
  }
  const isKnown = point.value !== null && known > FEWEST_PEERS && events >= 0.5;
  return isKnown
    ? { at: point.at, value: point.value * point.sampleCount / events, sampleCount: Math.round(events) }
    : { at: point.at, value: null, sampleCount: 0 };
}
