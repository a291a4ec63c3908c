/** Finds where an incident is and what shows it: its leading departure and the narrowest scope that carries it. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AnomalyRun } from "./anomaly_run.ts";
import { type Carrier, carriersOf } from "./carriers.ts";
import { excessOf, explainExcess } from "./explain_excess.ts";
import { leadOfIncident } from "./lead_of_incident.ts";
import type { SeriesCatalog, TimeRange } from "./series_catalog.ts";

/** Where an incident is, what shows it, and who carries it. */
export interface Location {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  /** Mean a window of the scope's metric while it lasted, and over the hour before. */
  readonly observed: number;
  readonly expected: number;
  /** The departure that the others follow from. */
  readonly lead: AnomalyRun;
  /** Slices that depart themselves and carry most of the excess, narrowest first. */
  readonly carriers: readonly Carrier[];
}

/** Share of the leading run's evidence that makes another run of the metric as clear. */
const CLEAR_SHARE = 0.5;
/** Kinds of scope that contain others, widest first. */
const WIDE_KINDS: readonly ScopeKind[] = ["all", "balancer", "region", "pool"];

/**
 * Locates an incident.
 *
 * The metric is the one that leads, as `leadOfIncident` tells. The scope is the narrowest that carries
 * most of the excess in that metric and departs itself; where no slice does, the widest that departs nearly as clearly as any.
 */
export function locateIncident(runs: readonly AnomalyRun[], catalog: SeriesCatalog): Location {
  const lead = leadOfIncident(runs, catalog);
  const { metric, direction } = lead;
  const alike = runs.filter((run) => run.metric === metric && run.direction === direction);
  const range = rangeOf(alike);
  const carriers = carriersOf(explainExcess(catalog.ofMetric(metric), range, direction), catalog, range)
    .filter((carrier) => runs.some((run) => run.scopeKind === carrier.scopeKind && run.scope === carrier.scope));
  const { scopeKind, scope } = carriers[0] ?? widestOf(alike, lead);
  return { scopeKind, scope, metric, ...levels(alike, { scopeKind, scope }, range, catalog), lead, carriers };
}

/** Spans the runs: from the first onset to the last end. */
export function rangeOf(runs: readonly TimeRange[]): TimeRange {
  return { from: Math.min(...runs.map(({ from }) => from)), to: Math.max(...runs.map(({ to }) => to)) };
}

function widestOf(runs: readonly AnomalyRun[], lead: AnomalyRun): AnomalyRun {
  const clear = runs.filter(({ evidence }) => evidence >= CLEAR_SHARE * lead.evidence);
  return WIDE_KINDS.map((kind) => clear.find(({ scopeKind }) => scopeKind === kind)).find((run) => run) ?? lead;
}

/** Reads what was observed off the series, and what was expected off the detector, which skips earlier incidents. */
function levels(
  runs: readonly AnomalyRun[],
  where: Pick<Location, "scopeKind" | "scope">,
  range: TimeRange,
  catalog: SeriesCatalog,
): Pick<Location, "observed" | "expected"> {
  const { metric, anomalies } = runs[0]!;
  const first = runs.find(({ scopeKind, scope }) => scopeKind === where.scopeKind && scope === where.scope)
    ?.anomalies[0];
  const series = catalog.find({ ...where, metric });
  if (series === undefined) return first ?? anomalies[0]!;
  const { observed, expected } = excessOf(series, range);
  return { observed, expected: first?.expected ?? expected };
}
