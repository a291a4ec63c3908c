/** Incidents as the simulation knows them, and the rows of ground truth that they leave. @module */
import { defineTable, type Row } from "../table/table.ts";
import type { Fleet } from "./fleet.ts";
import {
  type Effect,
  INCIDENT_KINDS,
  INCIDENT_SEVERITIES,
  type IncidentKind,
  type IncidentScopeKind,
  NO_EFFECT,
} from "./incident_kind.ts";
import { INCIDENT_PROFILES } from "./incident_profile.ts";
import { MINUTE_MS } from "./plan.ts";

/** The scope of everything, as in `traffic_minutes`. */
const ALL_SCOPE = "(all)";

/** One row an incident that was put into the telemetry: what a detector should find. */
export const INCIDENT_TRUTHS = defineTable({
  name: "incident_truths",
  grain: "one row an incident of a synthetic day",
  key: ["incident_id"],
  time: "started_at",
  columns: {
    incident_id: { type: "text", meaning: "`truth-` and the number of the incident in order of time." },
    kind: { type: "text", meaning: `One of ${INCIDENT_KINDS.join(", ")}.` },
    started_at: { type: "instant", meaning: "First moment with an effect." },
    ended_at: { type: "instant", meaning: "First moment without the effect; queues and retries may outlast it." },
    scope_kind: { type: "text", meaning: "all, region or server, as in `traffic_minutes`." },
    scope: { type: "text", meaning: "The region or server; `(all)` for all of them." },
    metric: { type: "text", meaning: "Column of `kpis` or `server_metrics` that shows it best." },
    severity: { type: "text", meaning: `One of ${INCIDENT_SEVERITIES.join(", ")}.` },
    description: { type: "text", meaning: "What happened, in words." },
  },
});

/** One row of ground truth. */
export type IncidentTruth = Row<typeof INCIDENT_TRUTHS>;

/** An incident in the terms of the simulation. */
export interface Incident {
  readonly kind: IncidentKind;
  /** First minute, counted from the start of the plan. */
  readonly startMinute: number;
  /** First minute after it. */
  readonly endMinute: number;
  readonly scopeKind: IncidentScopeKind;
  /** The region, or that of the server; null for all regions. */
  readonly region: number | null;
  /** The server; null for all servers of the region. */
  readonly server: number | null;
  /** 0 is the weakest of its kind and 1 the strongest. */
  readonly strength: number;
}

/** Computes what an incident does in a minute that it covers. */
export function effectAt(incident: Incident, minute: number): Effect {
  const elapsedMinutes = minute - incident.startMinute;
  const progress = elapsedMinutes / (incident.endMinute - incident.startMinute);
  return { ...NO_EFFECT, ...INCIDENT_PROFILES[incident.kind].effect(incident.strength, progress, elapsedMinutes) };
}

/** Tells whether a server is in the scope. */
export function coversServer(incident: Incident, server: number, region: number): boolean {
  return incident.server === null ? coversRegion(incident, region) : incident.server === server;
}

/** Tells whether a region as a whole is in the scope. */
export function coversRegion(incident: Incident, region: number): boolean {
  return incident.server === null && (incident.region === null || incident.region === region);
}

/** Writes down the ground truth of incidents that are in order of time. */
export function incidentTruths(incidents: readonly Incident[], fleet: Fleet, startAt: number): IncidentTruth[] {
  return incidents.map((incident, index) => {
    const profile = INCIDENT_PROFILES[incident.kind];
    const scope = scopeName(incident, fleet);
    return {
      incident_id: `truth-${String(index + 1).padStart(4, "0")}`,
      kind: incident.kind,
      started_at: startAt + incident.startMinute * MINUTE_MS,
      ended_at: startAt + incident.endMinute * MINUTE_MS,
      scope_kind: incident.scopeKind,
      scope,
      metric: profile.metric,
      severity: profile.severities[incident.strength < 0.5 ? 0 : 1],
      description: profile.describe(scope === ALL_SCOPE ? "all regions" : scope, incident.strength),
    };
  });
}

function scopeName(incident: Incident, fleet: Fleet): string {
  if (incident.server !== null) return fleet.servers[incident.server]!.id;
  if (incident.region !== null) return fleet.regions[incident.region]!.name;
  return ALL_SCOPE;
}
