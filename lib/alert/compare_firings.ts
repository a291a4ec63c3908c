/** Compares when a rule fired with the incidents of the same time. @module */
import type { AlertRow } from "./alert.ts";
import type { IncidentRow } from "../anomaly/incident.ts";

/** An incident as far as the comparison goes. */
export type ComparedIncident = Pick<
  IncidentRow,
  "incident_id" | "opened_at" | "closed_at" | "severity" | "scope_kind" | "scope" | "summary"
>;

/** What a rule would have caught and missed. */
export interface Comparison {
  /** Firings, each with the identifiers of the incidents that it belongs to; without any it was a false alarm or saw what the detector did not. */
  readonly firings: readonly { readonly alert: AlertRow; readonly incidentIds: readonly string[] }[];
  /** Incidents that no firing belongs to. */
  readonly missed: readonly ComparedIncident[];
}

/**
 * Matches firings with incidents: they belong together when they share a moment and do not name two different scopes of one kind, such as two servers.
 *
 * @param alerts what fired; one that has not resolved lasts until now
 */
export function compareFirings(alerts: readonly AlertRow[], incidents: readonly ComparedIncident[]): Comparison {
  const firings = alerts.map((alert) => ({
    alert,
    incidentIds: incidents.filter((incident) => belong(alert, incident)).map(({ incident_id }) => incident_id),
  }));
  const caught = new Set(firings.flatMap(({ incidentIds }) => incidentIds));
  return { firings, missed: incidents.filter(({ incident_id }) => !caught.has(incident_id)) };
}

function belong(alert: AlertRow, incident: ComparedIncident): boolean {
  const isMeanwhile = alert.started_at < (incident.closed_at ?? Infinity) &&
    incident.opened_at < (alert.resolved_at ?? Infinity);
  return isMeanwhile && (alert.scope_kind !== incident.scope_kind || alert.scope === incident.scope);
}
