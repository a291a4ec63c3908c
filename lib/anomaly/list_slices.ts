/** Lists the slices of an incident with their shares of the excess. @module */
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AnomalyRun } from "./anomaly_run.ts";
import { excessOf, explainExcess, type SliceExcess } from "./explain_excess.ts";
import type { IncidentRow } from "./incident.ts";
import type { IncidentSliceRow } from "./incident_slice.ts";
import { type Location, rangeOf } from "./locate_incident.ts";
import { type SeriesCatalog, type TimeRange, TRAFFIC_METRIC } from "./series_catalog.ts";

const MOST_PER_KIND = 5;

/** The classes of answers, by the metric that counts them. */
export const STATUS_METRICS = {
  status_2xx_count: "2xx",
  status_3xx_count: "3xx",
  status_4xx_count: "4xx",
  status_5xx_count: "5xx",
  unanswered_count: "unanswered",
} as const;

/** Classes that are failures of the service. */
const FAILURES: readonly string[] = ["status_5xx_count", "unanswered_count"];

type Part = Omit<SliceExcess, "scopeKind"> & { readonly scopeKind: string };

/**
 * Lists the slices that an incident's metric was cut into, the largest shares of each kind first.
 *
 * Classes of answers are among them where the metric counts requests or failures and the catalog has their series.
 */
export function listSlices(
  incident: IncidentRow,
  { carriers, lead }: Location,
  runs: readonly AnomalyRun[],
  catalog: SeriesCatalog,
): IncidentSliceRow[] {
  const { incident_id, opened_at, metric } = incident;
  const range = rangeOf(runs.filter((run) => run.metric === metric && run.direction === lead.direction));
  const sliced = explainExcess(catalog.ofMetric(metric), range, lead.direction);
  const isCarrier = (part: Part) =>
    carriers.some(({ scopeKind, scope }) => scopeKind === part.scopeKind && scope === part.scope);
  return [...largest(sliced), ...statusParts(incident, lead, range, catalog)].map((part) => ({
    incident_id,
    opened_at,
    scope_kind: part.scopeKind,
    scope: part.scope,
    metric,
    observed: part.observed,
    expected: part.expected,
    share: part.share,
    is_carrier: isCarrier(part),
  }));
}

function largest(parts: readonly SliceExcess[]): SliceExcess[] {
  return [...Map.groupBy(parts, ({ scopeKind }) => scopeKind).values()].flatMap((kind) => kind.slice(0, MOST_PER_KIND));
}

/** Shares the answers of the incident's scope out among their classes. */
function statusParts(
  { scope_kind, scope, metric }: IncidentRow,
  { direction }: AnomalyRun,
  range: TimeRange,
  catalog: SeriesCatalog,
): Part[] {
  if (metric !== TRAFFIC_METRIC && metric !== "server_error_ratio") return [];
  const scopeKind = scope_kind as ScopeKind;
  const parts = Object.entries(STATUS_METRICS)
    .filter(([name]) => metric === TRAFFIC_METRIC || FAILURES.includes(name))
    .flatMap(([name, status]) => {
      const series = catalog.find({ scopeKind, scope, metric: name });
      return series === undefined ? [] : [{ ...excessOf(series, range), scopeKind: "status", scope: status }];
    });
  const total = parts.reduce((sum, { excess }) => sum + excess, 0);
  if (direction === "high" ? total <= 0 : total >= 0) return [];
  return parts.map((part) => ({ ...part, share: part.excess / total })).sort((a, b) => b.share - a.share);
}
