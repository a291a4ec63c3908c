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
  const minutes = new Map<number, Point[]>();
  for (const { points } of pool) {
    for (const point of points) {
      if (point.value === null) continue;
      const minute = minutes.get(point.at);
      if (minute === undefined) minutes.set(point.at, [point]);
      else minute.push(point);
    }
  }
  const isRatio = pool[0]!.kind === "ratio";
  const relative = isRatio ? sharesOfEvents(minutes) : factorsOfMedian(minutes);
  for (const own of pool) yield { own, relative: { ...own, points: own.points.map(relative) } };
}

/** Divides by the median of the others, which is read off the sorted values of all. */
function factorsOfMedian(minutes: ReadonlyMap<number, readonly Point[]>): (point: Point) => Point {
  const sorted = mapValues(minutes, (minute) => Float64Array.from(minute, ({ value }) => value!).sort());
  return (point) => {
    const values = sorted.get(point.at);
    if (point.value === null || values === undefined || values.length <= FEWEST_PEERS) return { ...point, value: null };
    const middle = medianWithout(values, point.value);
    return { ...point, value: middle > 0 ? point.value / middle : null };
  };
}

/** Computes the median of ascending values, one of them left out. */
function medianWithout(ascending: Float64Array, left: number): number {
  const others = ascending.length - 1;
  const at = (place: number) => ascending[ascending[place]! >= left ? place + 1 : place]!;
  const middle = others >> 1;
  return others % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2;
}

function sharesOfEvents(minutes: ReadonlyMap<number, readonly Point[]>): (point: Point) => Point {
  const events = mapValues(minutes, (minute) => ({
    known: minute.length,
    sum: minute.reduce((sum, { value, sampleCount }) => sum + value! * sampleCount, 0),
  }));
  return ({ at, value, sampleCount }) => {
    const { known, sum } = events.get(at) ?? NO_EVENTS;
    const isKnown = value !== null && known > FEWEST_PEERS && sum >= 0.5;
    return isKnown
      ? { at, value: value * sampleCount / sum, sampleCount: Math.round(sum) }
      : { at, value: null, sampleCount: 0 };
  };
}

const NO_EVENTS = { known: 0, sum: 0 } as const;

function mapValues<V, W>(map: ReadonlyMap<number, V>, make: (value: V) => W): Map<number, W> {
  return new Map([...map].map(([key, value]) => [key, make(value)]));
}
