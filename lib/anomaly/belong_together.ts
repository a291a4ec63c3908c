/**
 * Whether two departures are parts of one story.
 *
 * In time they must overlap or, on one scope, follow within the gap. In topology they must be able to share requests:
 * `all` contains everything, a region contains its servers, and a route or a method runs on any server, while two
 * servers or two regions are apart. What is wider thus takes what is narrower into its incident, as inhibition rules
 * of alert managers do. Two slices of a kind that start to depart in the same metric within minutes have one cause,
 * too. Resources of a server join only what is said of that server or its region: a slow leak is not the cause of all
 * that happens meanwhile.
 *
 * @module
 */
import { type AnomalyRun, isResource } from "./anomaly_run.ts";

/** What the merging must know beside the anomalies. */
export interface Topology {
  /** Calm between two departures of one scope that still belong together, ms. */
  readonly gapMs: number;
  /** The region of each server; servers that are missing may be in any region. */
  readonly regionOfServer: ReadonlyMap<string, string>;
}

/** Onsets at most this far apart have one cause, ms. */
const SAME_ONSET_MS = 180_000;

/** Tells whether two runs belong to one incident. */
export function belongTogether(a: AnomalyRun, b: AnomalyRun, { gapMs, regionOfServer }: Topology): boolean {
  const calmMs = Math.max(a.from, b.from) - Math.min(a.to, b.to);
  if (a.scopeKind === b.scopeKind && a.scope === b.scope) return calmMs <= gapMs;
  if (calmMs >= 0) return false;
  if (a.scopeKind === b.scopeKind) return a.metric === b.metric && Math.abs(a.from - b.from) <= SAME_ONSET_MS;
  if (isResource(a.metric) || isResource(b.metric)) return isServerInRegion(a, b, regionOfServer);
  return !isServerElsewhere(a, b, regionOfServer);
}

function isServerInRegion(a: AnomalyRun, b: AnomalyRun, regionOfServer: ReadonlyMap<string, string>): boolean {
  if (a.scopeKind === "region") return b.scopeKind === "server" && regionOfServer.get(b.scope) === a.scope;
  return b.scopeKind === "region" && isServerInRegion(b, a, regionOfServer);
}

function isServerElsewhere(a: AnomalyRun, b: AnomalyRun, regionOfServer: ReadonlyMap<string, string>): boolean {
  if (a.scopeKind === "region" && b.scopeKind === "server") {
    return (regionOfServer.get(b.scope) ?? a.scope) !== a.scope;
  }
  return a.scopeKind === "server" && b.scopeKind === "region" && isServerElsewhere(b, a, regionOfServer);
}
