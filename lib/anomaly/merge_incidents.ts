/** Merges anomalies into incidents: what belongs together in time and topology is told once. @module */
import type { AnomalyRow } from "./anomaly.ts";
import { type AnomalyRun, anomalyRuns } from "./anomaly_run.ts";
import { belongTogether, type Topology } from "./belong_together.ts";
import type { Series } from "./detector.ts";
import { catalogOf, DEFAULT_GAP_MS } from "./find_anomalies.ts";
import type { IncidentRow } from "./incident.ts";
import { incidentId } from "./incident_id.ts";
import { locateIncident, type Location, rangeOf } from "./locate_incident.ts";
import type { SeriesCatalog } from "./series_catalog.ts";
import { severityOf } from "./severity.ts";
import { summarizeIncident } from "./summarize_incident.ts";

/** Incidents, and the anomalies with the incident that each belongs to. */
export interface Merged {
  /** In order of `opened_at`. */
  readonly incidents: IncidentRow[];
  /** In the order given. */
  readonly anomalies: AnomalyRow[];
}

/**
 * Merges anomalies into incidents.
 *
 * An incident whose last anomaly is less than the gap from the end of the data still lasts: `closed_at` is null.
 *
 * @param series the series that the anomalies were found in, for traffic and shares
 * @param options `gapMs` is 10 minutes and `regionOfServer` empty unless given
 */
export function mergeIncidents(
  anomalies: readonly AnomalyRow[],
  series: readonly Series[],
  options: Partial<Topology> = {},
): Merged {
  const topology = { gapMs: DEFAULT_GAP_MS, regionOfServer: new Map<string, string>(), ...options };
  const catalog = catalogOf(series);
  const idOf = new Map<AnomalyRow, string>();
  const incidents = groupRuns(anomalyRuns(anomalies, topology.gapMs), topology).map((runs) => {
    const incident = incidentOf(runs, catalog, topology.gapMs);
    for (const run of runs) run.anomalies.forEach((anomaly) => idOf.set(anomaly, incident.incident_id));
    return incident;
  });
  return {
    incidents: incidents.sort((a, b) => a.opened_at - b.opened_at),
    anomalies: anomalies.map((anomaly) => ({ ...anomaly, incident_id: idOf.get(anomaly) ?? null })),
  };
}

/** Groups runs that belong together, directly or through others. Runs come in order of onset. */
function groupRuns(runs: readonly AnomalyRun[], topology: Topology): AnomalyRun[][] {
  let open: AnomalyRun[][] = [];
  const groups = new Set<AnomalyRun[]>();
  for (const run of runs) {
    open = open.filter((group) => group.some(({ to }) => run.from - to <= topology.gapMs));
    const joined = open.filter((group) => group.some((other) => belongTogether(run, other, topology)));
    const group = [...joined.flat(), run];
    joined.forEach((old) => groups.delete(old));
    open = [...open.filter((old) => !joined.includes(old)), group];
    groups.add(group);
  }
  return [...groups];
}

function incidentOf(runs: readonly AnomalyRun[], catalog: SeriesCatalog, gapMs: number): IncidentRow {
  const range = rangeOf(runs);
  const location = locateIncident(runs, catalog);
  const { scopeKind, scope, metric } = location;
  const peakScore = Math.max(...runs.flatMap((run) => run.anomalies.map(({ score }) => score)));
  const durationMs = range.to - range.from;
  const trafficShare = catalog.usualTrafficShare(location, range);
  return {
    incident_id: incidentId(range.from, scopeKind, scope, metric),
    opened_at: range.from,
    closed_at: catalog.end - range.to < gapMs ? null : range.to,
    severity: severityOf({ score: peakScore, durationMs, trafficShare }),
    scope_kind: scopeKind,
    scope,
    metric,
    anomaly_count: runs.reduce((sum, run) => sum + run.anomalies.length, 0),
    request_count: catalog.requests(location, range),
    peak_score: peakScore,
    summary: summarizeIncident({ ...location, durationMs, share: shareOf(location) }),
    evidence: evidenceOf(runs, location),
  };
}

function shareOf({ scopeKind, scope, carriers }: Location): number | null {
  return carriers.find((carrier) => carrier.scopeKind === scopeKind && carrier.scope === scope)?.share ?? null;
}

/** Writes down the slices that carry the excess and each metric that departed, in order of onset. */
function evidenceOf(runs: readonly AnomalyRun[], { carriers }: Location): string {
  const slices = carriers.map(({ scopeKind, scope, share }) => ({ scope_kind: scopeKind, scope, share }));
  const metrics = runs.toSorted((a, b) => a.from - b.from).map((run) => ({
    scope_kind: run.scopeKind,
    scope: run.scope,
    metric: run.metric,
    direction: run.direction,
    onset_at: run.from,
    anomaly_count: run.anomalies.length,
  }));
  return JSON.stringify({ slices, metrics });
}
