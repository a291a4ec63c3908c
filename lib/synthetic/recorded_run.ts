/** A run kept in memory, for tests and for looking closely at a short plan. @module */
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { type SyntheticPlan, syntheticPlan } from "./plan.ts";
import type { SyntheticRequest } from "./request.ts";
import { SyntheticTraffic } from "./synthetic_traffic.ts";

/** Everything that a run produced. */
export interface RecordedRun {
  readonly plan: SyntheticPlan;
  readonly traffic: SyntheticTraffic;
  readonly requests: readonly Readonly<SyntheticRequest>[];
  readonly metrics: readonly ServerMetricRow[];
}

/** Runs a plan and keeps each request and each metric row. */
export function recordRun(given: Partial<SyntheticPlan> = {}): RecordedRun {
  const plan = syntheticPlan(given);
  const traffic = new SyntheticTraffic(plan);
  const requests: SyntheticRequest[] = [];
  const minutes = traffic.run(() => {}, (request) => requests.push({ ...request }));
  return { plan, traffic, metrics: [...minutes].flat(), requests };
}
