/** Which incident each minute is in, and what that does to the arrivals. @module */
import type { Region } from "./fleet.ts";
import { coversRegion, effectAt, type Incident } from "./incident.ts";
import { DAY_MINUTES, MINUTE_MS } from "./plan.ts";
import { trafficRate } from "./traffic_shape.ts";

/** The minutes of a plan with their incidents, which do not overlap. */
export class IncidentTimeline {
  readonly #startAt: number;
  readonly #incidents: (Incident | null)[];

  constructor(plan: { startAt: number; days: number }, incidents: readonly Incident[]) {
    this.#startAt = plan.startAt;
    this.#incidents = new Array<Incident | null>(plan.days * DAY_MINUTES).fill(null);
    for (const incident of incidents) this.#incidents.fill(incident, incident.startMinute, incident.endMinute);
  }

  /** Looks up the incident of a minute; null for none. */
  incidentIn(minute: number): Incident | null {
    return this.#incidents[minute] ?? null;
  }

  /** Computes the arrival rate of each region in a minute, relative to each other and to other minutes. */
  arrivalRates(minute: number, regions: readonly Region[]): number[] {
    const at = this.#startAt + minute * MINUTE_MS;
    const incident = this.incidentIn(minute);
    return regions.map((region, index) => {
      const isHit = incident !== null && coversRegion(incident, index);
      return trafficRate(region, at) * (isHit ? effectAt(incident, minute).trafficFactor : 1);
    });
  }
}
