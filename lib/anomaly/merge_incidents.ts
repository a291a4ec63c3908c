/** Merges anomalies into incidents: what belongs together in time and topology is told once. @module */
import type { AnomalyRow } from "./anomaly.ts";
import { type AnomalyRun, anomalyRuns } from "./anomaly_run.ts";
import { belongTogether, type Topology } from "./belong_together.ts";
import type { Series } from "./detector.ts";
import { catalogOf, DEFAULT_GAP_MS } from "./find_anomalies.ts";
import { explainIncident } from "./explain_incident.ts";
import type { IncidentRow } from "./incident.ts";
import type { IncidentSignalRow } from "./incident_signal.ts";
import type { IncidentSliceRow } from "./incident_slice.ts";

/** How anomalies are merged. */
export interface MergeOptions extends Partial<Topology> {
  /** Series that are not watched, only looked at to explain: connections of servers, classes of answers. */
  readonly context?: readonly Series[];
}

/** Incidents with what explains them, and the anomalies with the incident that each belongs to. */
export interface Merged {
  /** In order of `opened_at`. */
  readonly incidents: IncidentRow[];
  readonly slices: IncidentSliceRow[];
  readonly signals: IncidentSignalRow[];
  /** In the order given. */
  readonly anomalies: AnomalyRow[];
}

/**
 * Merges anomalies into incidents.
 *
 * An incident whose last anomaly is less than the gap from the end of the data still lasts: `closed_at` is null.
 *
 * @param series the series that the anomalies were found in, for traffic and shares
 * @param options `gapMs` is 10 minutes, `regionOfServer` and `context` are empty unless given
 */
export function mergeIncidents(
  anomalies: readonly AnomalyRow[],
  series: readonly Series[],
  { context = [], ...options }: MergeOptions = {},
): Merged {
  const topology = { gapMs: DEFAULT_GAP_MS, regionOfServer: new Map<string, string>(), ...options };
  const catalog = catalogOf([...series, ...context]);
  const idOf = new Map<AnomalyRow, string>();
  const explained = groupRuns(anomalyRuns(anomalies, topology.gapMs), topology).map((runs) => {
    const one = explainIncident(runs, catalog, topology.gapMs);
    for (const run of runs) run.anomalies.forEach((anomaly) => idOf.set(anomaly, one.incident.incident_id));
    return one;
  }).sort((a, b) => a.incident.opened_at - b.incident.opened_at);
  return {
    incidents: explained.map(({ incident }) => incident),
    slices: explained.flatMap(({ slices }) => slices),
    signals: explained.flatMap(({ signals }) => signals),
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
