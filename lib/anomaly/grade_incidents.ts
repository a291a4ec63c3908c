/**
 * How good detection is: found incidents against the ones that were planted.
 *
 * A found incident matches a planted one when they overlap in time, the planted one extended by the tolerance after
 * its end (queues and retries outlast it), and when their scopes are related: the same, or one contains the other
 * (`all` contains everything, a region its servers; a route or method may lie anywhere). Precision = found that match
 * any / found; recall = planted that are matched / planted; F1 their harmonic mean. Delay = end of the first anomalous
 * minute - planted start, at least 0, of the earliest match. Several matches of one planted incident all count as
 * found: what is told twice is not wrong, `foundPerTruth` tells how often it happens. Reference: van Rijsbergen,
 * "Information Retrieval", 1979, chapter 7; no point adjustment (Kim et al., AAAI 2022).
 *
 * @module
 */
import type { IncidentRow } from "./incident.ts";
import { median } from "./median.ts";

/** A planted incident: rows of `incidents.csv` have these columns. */
export interface PlantedIncident {
  readonly kind: string;
  /** ms since 1970. */
  readonly started_at: number;
  readonly ended_at: number;
  readonly scope_kind: string;
  readonly scope: string;
}

/** How incidents are compared. */
export interface GradeOptions {
  /** How long after a planted incident its consequences still count as found, ms. */
  readonly toleranceMs?: number;
  /** The region of each server; servers that are missing may be in any region. */
  readonly regionOfServer?: ReadonlyMap<string, string>;
  /** Length of the graded telemetry in days, for `falsePerDay`. */
  readonly days?: number;
}

/** The grades; ratios are null where there is nothing to divide by. */
export interface Grades {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Median over matched planted incidents; null without any. */
  readonly medianDelayMs: number | null;
  readonly falsePerDay: number;
  /** Incidents found for each planted incident that was matched; 1 is each told once. */
  readonly foundPerTruth: number | null;
  readonly missed: readonly PlantedIncident[];
  readonly unfounded: readonly IncidentRow[];
  readonly delays: readonly { readonly truth: PlantedIncident; readonly delayMs: number }[];
}

const WINDOW_MS = 60_000;

/** Grades found incidents against planted ones. */
export function gradeIncidents(
  found: readonly IncidentRow[],
  truth: readonly PlantedIncident[],
  options: GradeOptions = {},
): Grades {
  const { toleranceMs = 900_000, regionOfServer = new Map<string, string>(), days = 1 } = options;
  const matches = truth.map((planted) =>
    found.filter((one) => overlaps(one, planted, toleranceMs) && isRelated(one, planted, regionOfServer))
  );
  const matched = new Set(matches.flat());
  const missed = truth.filter((_, index) => matches[index]!.length === 0);
  const delays = truth.flatMap((planted, index) => {
    const first = Math.min(...matches[index]!.map(({ opened_at }) => opened_at));
    return first === Infinity ? [] : [{ truth: planted, delayMs: Math.max(0, first + WINDOW_MS - planted.started_at) }];
  });
  const precision = ratio(matched.size, found.length);
  const recall = ratio(delays.length, truth.length);
  return {
    precision,
    recall,
    f1: precision === null || recall === null ? null : ratio(2 * precision * recall, precision + recall),
    medianDelayMs: median(delays.map(({ delayMs }) => delayMs)),
    falsePerDay: (found.length - matched.size) / days,
    foundPerTruth: ratio(matched.size, delays.length),
    missed,
    unfounded: found.filter((one) => !matched.has(one)),
    delays,
  };
}

function overlaps(
  { opened_at, closed_at }: IncidentRow,
  { started_at, ended_at }: PlantedIncident,
  toleranceMs: number,
) {
  return opened_at < ended_at + toleranceMs && (closed_at ?? Infinity) > started_at;
}

function isRelated(found: IncidentRow, planted: PlantedIncident, regionOfServer: ReadonlyMap<string, string>): boolean {
  if (found.scope_kind === planted.scope_kind) return found.scope === planted.scope;
  const kinds = [found.scope_kind, planted.scope_kind];
  if (!kinds.includes("region") || !kinds.includes("server")) return true;
  const [server, region] = found.scope_kind === "server" ? [found.scope, planted.scope] : [planted.scope, found.scope];
  return (regionOfServer.get(server) ?? region) === region;
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
