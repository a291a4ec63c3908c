/** Identifiers of incidents. @module */
import { fingerprint } from "../table/fingerprint.ts";

/** Computes the identifier of an incident from its onset, scope and metric. */
export function incidentId(openedAt: number, scopeKind: string, scope: string, metric: string): string {
  return fingerprint([openedAt, scopeKind, scope, metric]);
}
