/** Synthetic days as series with the truth about their incidents. @module */
import type { Series } from "../anomaly/detector.ts";
import { METHODS } from "../synthetic/method.ts";
import { type IncidentTruth, syntheticIncidents, type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import type { SyntheticRequest } from "../synthetic/request.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import { MinuteSeries } from "./minute_series.ts";

/** Days whose incidents are known. */
export interface LabelledDay {
  readonly plan: SyntheticPlan;
  /** A point a minute, of each metric of each scope. */
  readonly series: readonly Series[];
  readonly incidents: readonly IncidentTruth[];
  readonly regionOfServer: ReadonlyMap<string, string>;
}

/**
 * Makes the days of a plan.
 *
 * @throws {RangeError} when the plan is impossible
 */
export function labelledDay(given: Partial<SyntheticPlan>): LabelledDay {
  const plan = syntheticPlan(given);
  const traffic = new SyntheticTraffic(plan);
  const { servers, regions } = traffic.fleet;
  return {
    plan,
    series: seriesOf(traffic),
    incidents: syntheticIncidents(plan),
    regionOfServer: new Map(servers.map(({ id, region }) => [id, regions[region]!.name])),
  };
}

function seriesOf(traffic: SyntheticTraffic): Series[] {
  const { servers, regions } = traffic.fleet;
  const minutes = new MinuteSeries();
  let minuteAt = 0;
  const onRequest = (request: SyntheticRequest) => {
    const { id, region } = servers[request.server]!;
    minutes.addRequest("all", "(all)", request);
    minutes.addRequest("server", id, request);
    minutes.addRequest("region", regions[region]!.name, request);
    minutes.addRequest("method", METHODS[request.method]!.name, request);
  };
  for (const samples of traffic.run((at) => minuteAt = at, onRequest)) {
    minutes.closeMinute(minuteAt);
    samples.forEach((row) => minutes.addSample(row));
  }
  return minutes.list();
}
