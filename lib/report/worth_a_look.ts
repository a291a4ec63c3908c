/** The three things of a run that are most worth looking at. @module */
import type { IncidentRow } from "../anomaly/incident.ts";
import { milliseconds, percent } from "./words.ts";

/** A scope with its share of the run. */
export interface ScopeTotals {
  readonly scope_kind: string;
  readonly scope: string;
  readonly request_count: number;
  readonly server_error_ratio: number;
  readonly retry_ratio: number;
  readonly avg_duration_ms: number | null;
  /** 95th percentile of the slowest hour. */
  readonly max_p95_duration_ms: number | null;
}

const COUNT = 3;

/** Scopes with less traffic say little. */
const LEAST_TRAFFIC_SHARE = 0.01;

/**
 * Picks three things, in words: incidents first, then what stands out of the scopes.
 *
 * @param incidents the most serious first
 */
export function worthALook(incidents: readonly IncidentRow[], scopes: readonly ScopeTotals[]): string[] {
  const total = scopes.find(({ scope_kind }) => scope_kind === "all")?.request_count ?? 0;
  const busy = scopes.filter(({ request_count, scope }) =>
    request_count >= LEAST_TRAFFIC_SHARE * total && !scope.startsWith("(")
  );
  const others = [failingMost(busy), slowest(busy), retriedMost(busy)].filter((line) => line !== null);
  return [...incidents.map(({ summary }) => summary), ...others].slice(0, COUNT);
}

function failingMost(scopes: readonly ScopeTotals[]): string | null {
  const worst = most(
    scopes.filter(({ scope_kind }) => scope_kind === "server" || scope_kind === "route"),
    "server_error_ratio",
  );
  if (worst === null || worst.server_error_ratio === 0) return null;
  return `${worst.scope_kind} ${worst.scope} fails most: ${percent(worst.server_error_ratio)} of its requests`;
}

function slowest(scopes: readonly ScopeTotals[]): string | null {
  const worst = most(
    scopes.filter(({ scope_kind }) => scope_kind === "route" || scope_kind === "server"),
    "max_p95_duration_ms",
  );
  if (worst === null || worst.max_p95_duration_ms === null) return null;
  return `${worst.scope_kind} ${worst.scope} is slowest: 95 % within ${
    milliseconds(worst.max_p95_duration_ms)
  } in its worst hour`;
}

function retriedMost(scopes: readonly ScopeTotals[]): string | null {
  const worst = most(scopes.filter(({ scope_kind }) => scope_kind === "server"), "retry_ratio");
  if (worst === null || worst.retry_ratio === 0) return null;
  return `${worst.scope_kind} ${worst.scope} ends most retries: ${percent(worst.retry_ratio)} of its requests`;
}

function most(
  scopes: readonly ScopeTotals[],
  column: "server_error_ratio" | "retry_ratio" | "max_p95_duration_ms",
): ScopeTotals | null {
  return scopes.toSorted((a, b) => (b[column] ?? -1) - (a[column] ?? -1) || a.scope.localeCompare(b.scope))[0] ?? null;
}
