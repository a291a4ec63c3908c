/** What a rule on incidents looks at: how serious the incidents of a scope are, minute by minute. @module */
import { SEVERITIES } from "../anomaly/anomaly.ts";
import type { IncidentRow } from "../anomaly/incident.ts";
import type { ScopeReadings } from "./evaluate_rule.ts";
import type { Stretch } from "./walk_minutes.ts";

const MINUTE_MS = 60_000;

/** Place of a severity in the order of severities, from 1; 0 for one that is none. */
export function severityRank(severity: string): number {
  return SEVERITIES.findIndex((name) => name === severity) + 1;
}

/** What is read of an incident. */
export type ReadIncident = Pick<
  IncidentRow,
  "opened_at" | "closed_at" | "severity" | "scope_kind" | "scope" | "summary"
>;

/**
 * Lists, for each scope with an incident, those minutes of a stretch that have one, with the rank of the most serious one.
 *
 * @param incidents in order of time
 */
export function incidentReadings(
  incidents: readonly ReadIncident[],
  { from, to }: Stretch,
): ScopeReadings[] {
  const byScope = Map.groupBy(incidents, ({ scope_kind, scope }) => `${scope_kind}\n${scope}`);
  return [...byScope.values()].map((ofScope) => {
    const ranks = new Map<number, number>();
    for (const { opened_at, closed_at, severity } of ofScope) {
      const rank = severityRank(severity);
      const end = Math.min(closed_at ?? to, to);
      for (let at = Math.max(minuteOf(opened_at), from); at < end; at += MINUTE_MS) {
        ranks.set(at, Math.max(ranks.get(at) ?? 0, rank));
      }
    }
    const readings = [...ranks].map(([at, value]) => ({ at, value })).sort((a, b) => a.at - b.at);
    const stories = ofScope.map(({ opened_at, closed_at, summary }) => ({
      from: opened_at,
      to: closed_at,
      words: summary,
    }));
    return { scopeKind: ofScope[0]!.scope_kind, scope: ofScope[0]!.scope, readings, stories };
  });
}

function minuteOf(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
