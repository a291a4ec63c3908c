/** The ground truth of a plan, without running it. @module */
import { buildFleet } from "./fleet.ts";
import { type IncidentTruth, incidentTruths } from "./incident.ts";
import { placeIncidents } from "./place_incidents.ts";
import { type SyntheticPlan, syntheticPlan } from "./plan.ts";

/**
 * Lists the incidents of a plan in order of time: the rows of `incidents.csv`.
 *
 * @throws {RangeError} when the plan is out of range or a day too short for its incidents
 *
 * @example
 * ```ts
 * import { syntheticIncidents } from "./synthetic_incidents.ts";
 *
 * syntheticIncidents({ incidents: ["server_down"] }).map(({ kind }) => kind); // ["server_down"]
 * ```
 */
export function syntheticIncidents(given: Partial<SyntheticPlan> = {}): IncidentTruth[] {
  const plan = syntheticPlan(given);
  const fleet = buildFleet(plan);
  return incidentTruths(placeIncidents(plan, fleet), fleet, plan.startAt);
}
