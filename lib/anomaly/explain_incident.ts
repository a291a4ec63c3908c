/** Explains a group of departures: where it is, how serious, who carries it, what moved first and what with it. @module */
import type { AnomalyRun } from "./anomaly_run.ts";
import type { IncidentRow } from "./incident.ts";
import { incidentId } from "./incident_id.ts";
import type { IncidentSignalRow } from "./incident_signal.ts";
import type { IncidentSliceRow } from "./incident_slice.ts";
import { listSignals } from "./list_signals.ts";
import { listSlices } from "./list_slices.ts";
import { locateIncident, type Location, rangeOf } from "./locate_incident.ts";
import type { SeriesCatalog } from "./series_catalog.ts";
import { severityOf } from "./severity.ts";
import { signalWords } from "./signal_words.ts";
import { summarizeIncident } from "./summarize_incident.ts";

/** An incident with all that is known of it. */
export interface Explained {
  readonly incident: IncidentRow;
  readonly slices: readonly IncidentSliceRow[];
  readonly signals: readonly IncidentSignalRow[];
}

/**
 * Explains the departures of one incident.
 *
 * @param runs at least one
 * @param catalog the series that were watched, and those that are only looked at to explain
 * @param gapMs an incident whose last anomaly is less than this from the end of the data still lasts
 */
export function explainIncident(runs: readonly AnomalyRun[], catalog: SeriesCatalog, gapMs: number): Explained {
  const location = locateIncident(runs, catalog);
  const incident = incidentOf(runs, location, catalog, gapMs);
  const slices = listSlices(incident, location, runs, catalog);
  const signals = listSignals(incident, location, runs, catalog);
  const summary = [incident.summary, ...signalWords(incident, signals)].join("; ");
  return { incident: { ...incident, summary }, slices, signals };
}

function incidentOf(
  runs: readonly AnomalyRun[],
  location: Location,
  catalog: SeriesCatalog,
  gapMs: number,
): IncidentRow {
  const range = rangeOf(runs);
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
