/** Runs the incident finder over synthetic days whose incidents are known, and grades it. @module */
import { findAnomalies } from "../anomaly/find_anomalies.ts";
import { gradeIncidents, type Grades } from "../anomaly/grade_incidents.ts";
import { mergeIncidents } from "../anomaly/merge_incidents.ts";
import { METHODS } from "../synthetic/method.ts";
import { syntheticIncidents, type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import type { SyntheticRequest } from "../synthetic/request.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import { MinuteSeries } from "./minute_series.ts";

/**
 * Generates the days of a plan, looks for incidents in them, and grades what is found against what was planted.
 *
 * @throws {RangeError} when the plan is impossible
 */
export function gradeSyntheticDays(given: Partial<SyntheticPlan>): Grades {
  const plan = syntheticPlan(given);
  const traffic = new SyntheticTraffic(plan);
  const { servers, regions } = traffic.fleet;
  const regionOfServer = new Map(servers.map(({ id, region }) => [id, regions[region]!.name]));
  const series = seriesOf(traffic);
  const { incidents } = mergeIncidents(findAnomalies(series, { poolOfServer: regionOfServer }), series, {
    regionOfServer,
  });
  return gradeIncidents(incidents, syntheticIncidents(plan), { regionOfServer, days: plan.days });
}

function seriesOf(traffic: SyntheticTraffic): ReturnType<MinuteSeries["list"]> {
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
