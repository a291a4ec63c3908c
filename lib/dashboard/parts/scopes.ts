/** The scopes that can be chosen. @module */
import type { ViewRow } from "../page.ts";
import { numberOf, textOf } from "./series.ts";

/** Scopes of a kind that are offered at most, the busiest. */
const MOST_OF_A_KIND = 30;
const KINDS = ["pool", "region", "balancer", "server", "route", "method"];

/** Requests by scope, the busiest first. */
export interface ScopeSum {
  readonly kind: string;
  readonly name: string;
  readonly requests: number;
  readonly rows: readonly ViewRow[];
}

/** Sums rows of `kpis` up by scope, the busiest first. */
export function sumScopes(rows: readonly ViewRow[], kind: string): ScopeSum[] {
  const ofKind = rows.filter((row) => row.scope_kind === kind);
  return [...Map.groupBy(ofKind, (row) => textOf(row, "scope"))]
    .map(([name, list]) => ({
      kind,
      name,
      requests: list.reduce((sum, row) => sum + (numberOf(row, "request_count") ?? 0), 0),
      rows: list,
    }))
    .sort((a, b) => b.requests - a.requests || a.name.localeCompare(b.name));
}

/** Lists scopes as `kind:name`, wider kinds first, the busiest of each first. */
export function scopesOf(rows: readonly ViewRow[]): string[] {
  return KINDS.flatMap((kind) =>
    sumScopes(rows, kind).filter(({ name }) => !name.startsWith("(")).slice(0, MOST_OF_A_KIND).map(({ name }) =>
      `${kind}:${name}`
    )
  );
}
