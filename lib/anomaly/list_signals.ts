/** Lists what moved in an incident: its departures in order of onset, then what else changed in its scope. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AnomalyRun } from "./anomaly_run.ts";
import { excessOf } from "./explain_excess.ts";
import type { IncidentRow } from "./incident.ts";
import type { IncidentSignalRow } from "./incident_signal.ts";
import { levelChange } from "./level_change.ts";
import { STATUS_METRICS } from "./list_slices.ts";
import { type Location, rangeOf } from "./locate_incident.ts";
import type { SeriesCatalog } from "./series_catalog.ts";

/**
 * Lists the signals of an incident.
 *
 * @param catalog the series that were watched, and those that are only looked at to explain
 */
export function listSignals(
  incident: IncidentRow,
  { lead }: Location,
  runs: readonly AnomalyRun[],
  catalog: SeriesCatalog,
): IncidentSignalRow[] {
  const { incident_id, opened_at } = incident;
  const candidate = runs.find((run) => isTold(run, incident, lead)) ?? lead;
  const departures = [...Map.groupBy(runs, nameOf).values()].map((alike) => {
    const [first] = alike as [AnomalyRun];
    const series = catalog.find(first);
    return {
      scope_kind: first.scopeKind as string,
      scope: first.scope,
      metric: first.metric,
      direction: first.direction as string,
      onset_delay_ms: first.from - opened_at,
      observed: series === undefined ? first.anomalies[0]!.observed : excessOf(series, rangeOf(alike)).observed,
      expected: first.anomalies[0]!.expected,
      anomaly_count: alike.reduce((sum, { anomalies }) => sum + anomalies.length, 0),
      is_cause_candidate: alike.includes(candidate),
    };
  });
  departures.sort((a, b) =>
    a.onset_delay_ms - b.onset_delay_ms || Number(b.is_cause_candidate) - Number(a.is_cause_candidate)
  );
  const changes = changesOf(incident, runs, catalog);
  return [...departures, ...changes].map((signal) => ({ incident_id, opened_at, ...signal }));
}

/** Finds what changed in the incident's scope without being an anomaly, the clearest first. */
function changesOf(
  { scope_kind, scope }: IncidentRow,
  runs: readonly AnomalyRun[],
  catalog: SeriesCatalog,
): Omit<IncidentSignalRow, "incident_id" | "opened_at">[] {
  const range = rangeOf(runs);
  return catalog.ofScope(scope_kind as ScopeKind, scope)
    .filter(({ metric }) => !(metric in STATUS_METRICS))
    .filter(({ metric }) => !runs.some((run) => run.metric === metric && run.scope === scope))
    .flatMap((series) => {
      const change = levelChange(series, range, catalog);
      return change === null ? [] : [{ metric: series.metric, ...change }];
    })
    .sort((a, b) => Math.abs(b.surprise) - Math.abs(a.surprise))
    .map(({ metric, observed, expected, surprise }) => ({
      scope_kind,
      scope,
      metric,
      direction: surprise > 0 ? "high" : "low",
      onset_delay_ms: null,
      observed,
      expected,
      anomaly_count: 0,
      is_cause_candidate: false,
    }));
}

/** Tells whether a run is the leading departure in the very scope that the incident is told of. */
function isTold(run: AnomalyRun, { scope_kind, scope }: IncidentRow, { metric, direction }: AnomalyRun): boolean {
  return run.scopeKind === scope_kind && run.scope === scope && run.metric === metric && run.direction === direction;
}

function nameOf({ scopeKind, scope, metric, direction }: AnomalyRun): string {
  return [scopeKind, metric, direction, scope].join("\n");
}
