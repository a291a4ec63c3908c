/** Looks at the metrics of each scope together, where no metric by itself has told anything. @module */
import type { AnomalyRow } from "./anomaly.ts";
import type { Series } from "./detector.ts";
import {
  JOINT_METRIC,
  type JointDeparture,
  jointDepartures,
  type JudgedSeries,
  type Share,
} from "./joint_departures.ts";
import { ALL_SCOPE } from "./series_catalog.ts";
import { metricWords, numberWords } from "./words.ts";

/** Time after an anomaly in which its scope is left alone, ms: what comes back from an incident does so at its own pace. */
const AFTERMATH_MS = 3_600_000;

/** The series of a scope's joint deviation, without points, and the windows in which it departs. */
export interface JointDepartures {
  readonly series: Series;
  readonly departures: readonly JointDeparture[];
}

/**
 * Finds the joint departures of all scopes.
 *
 * @param found what the own past of each series told
 * @param poolOfServer the pool of each server, by the name of its scope
 */
export function* compareMetrics(
  judged: readonly JudgedSeries[],
  found: readonly AnomalyRow[],
  poolOfServer: ReadonlyMap<string, string>,
): Generator<JointDepartures> {
  const toldOf = Map.groupBy(found, ({ scope }) => scope);
  for (const metrics of Map.groupBy(judged, ({ series }) => `${series.scopeKind}\n${series.scope}`).values()) {
    const { series } = metrics[0]!;
    const around = new Set([series.scope, poolOfServer.get(series.scope) ?? ALL_SCOPE, ALL_SCOPE]);
    const told = [...around].flatMap((scope) => toldOf.get(scope) ?? []).map((one) => one.window_start_at);
    const departures = jointDepartures(metrics, aftermathOf(told));
    yield { series: { ...series, metric: JOINT_METRIC, kind: "gauge", points: [] }, departures };
  }
}

/** Tells of ascending moments whether they lie in the aftermath of one of the given. */
function aftermathOf(moments: readonly number[]): (at: number) => boolean {
  const ascending = moments.toSorted((a, b) => a - b);
  let place = -1;
  return (at) => {
    while ((ascending[place + 1] ?? Infinity) <= at) place++;
    return at - (ascending[place] ?? -Infinity) <= AFTERMATH_MS;
  };
}

/** Says which metrics stand out in a joint departure. */
export function jointWords(shares: readonly Share[]): string {
  const parts = shares.map(({ metric, deviation }) =>
    `${metricWords(metric)} ${numberWords(Math.abs(deviation))} deviations ${deviation > 0 ? "above" : "below"}`
  );
  return `No metric departs by itself, but they part from each other as never before: ${
    parts.join(", ")
  } what the others lead to expect.`;
}
