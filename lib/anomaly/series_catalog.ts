/** Finds series by scope and metric, and their points by time. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { Point, Series } from "./detector.ts";

/** A scope and a metric, which together name a series. */
export interface SeriesName {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
}

/** A span of time: `from` belongs to it, `to` does not. Both ms since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** The metric that tells how much traffic a scope has. */
export const TRAFFIC_METRIC = "request_count";

/** How far back "usual" looks from the onset of a departure, ms. */
export const USUAL_MS = 3_600_000;

/** Series by name and by metric. */
export class SeriesCatalog {
  readonly #byName = new Map<string, Series>();
  readonly #byMetric = new Map<string, Series[]>();
  /** End of the last window of any series, ms since 1970; -Infinity without points. */
  readonly end: number;

  /** @param series at most one a scope and metric */
  constructor(readonly series: readonly Series[]) {
    let end = -Infinity;
    for (const one of series) {
      this.#byName.set(keyOf(one), one);
      const sameMetric = this.#byMetric.get(one.metric) ?? [];
      sameMetric.push(one);
      this.#byMetric.set(one.metric, sameMetric);
      end = Math.max(end, (one.points.at(-1)?.at ?? -Infinity) + one.windowMs);
    }
    this.end = end;
  }

  /** Finds a series; undefined where there is none. */
  find(name: SeriesName): Series | undefined {
    return this.#byName.get(keyOf(name));
  }

  /** Lists the series of a metric, in the order given. */
  ofMetric(metric: string): readonly Series[] {
    return this.#byMetric.get(metric) ?? [];
  }

  /** Lists the series of a scope, in the order given. */
  ofScope(scopeKind: ScopeKind, scope: string): readonly Series[] {
    return this.series.filter((one) => one.scopeKind === scopeKind && one.scope === scope);
  }

  /** Counts the requests of a scope in a range; 0 where its traffic is not known. */
  requests({ scopeKind, scope }: Omit<SeriesName, "metric">, range: TimeRange): number {
    const series = this.find({ scopeKind, scope, metric: TRAFFIC_METRIC });
    return series === undefined ? 0 : pointsWithin(series, range).reduce((sum, { value }) => sum + (value ?? 0), 0);
  }

  /**
   * Computes the share of all requests that passed a scope in the hour before `onset`, 0..1.
   *
   * Without traffic in that hour, as at the start of the data, the range after it decides; without any, 1.
   */
  usualTrafficShare(name: Omit<SeriesName, "metric">, { from: onset, to }: TimeRange): number {
    const everything = { scopeKind: "all", scope: ALL_SCOPE } as const;
    for (const range of [{ from: onset - USUAL_MS, to: onset }, { from: onset, to }]) {
      const total = this.requests(everything, range);
      if (total > 0) return Math.min(1, this.requests(name, range) / total);
    }
    return 1;
  }
}

/** The one scope of kind `all`. */
export const ALL_SCOPE = "(all)";

/** Lists the points of a series that lie in a range, ascending. */
export function pointsWithin({ points }: Series, { from, to }: TimeRange): readonly Point[] {
  return points.slice(placeOf(points, from), placeOf(points, to));
}

/** Finds the first place whose point is not before `at`. */
function placeOf(points: readonly Point[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyOf({ scopeKind, scope, metric }: SeriesName): string {
  return `${scopeKind}\n${metric}\n${scope}`;
}
