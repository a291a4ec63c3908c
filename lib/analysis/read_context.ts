/** Reads what is not watched but helps to explain anomalies. @module */
import type { AnomalyRow } from "../anomaly/anomaly.ts";
import type { Series } from "../anomaly/detector.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CONNECTIONS = "active_connections";

interface ContextRow {
  readonly at: number;
  readonly scope_kind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  readonly value: number;
}

/** Reads connections of servers and classes of answers around anomalies, and nothing of the calm hours. */
export async function readContext(database: DuckDb, anomalies: readonly AnomalyRow[]): Promise<Series[]> {
  if (anomalies.length === 0) return [];
  await database.runFile("transforms/incident_context", { anomalous_hours: JSON.stringify(anomalousHours(anomalies)) });
  const rows = await database.rows<ContextRow>('from incident_context order by scope_kind, scope, metric, "at"');
  const named = Map.groupBy(rows, ({ scope_kind, scope, metric }) => [scope_kind, scope, metric].join("\0"));
  return [...named.values()].map((ofName) => {
    const { scope_kind: scopeKind, scope, metric } = ofName[0]!;
    const kind = metric === CONNECTIONS ? "gauge" : "count";
    const points = ofName.map(({ at, value }) => ({ at, value, sampleCount: 1 }));
    return { scopeKind, scope, metric, kind, windowMs: MINUTE_MS, points };
  });
}

function anomalousHours(anomalies: readonly AnomalyRow[]) {
  const hours = new Map(anomalies.map(({ scope_kind, scope, window_start_at }) => {
    const hour_at = window_start_at - window_start_at % HOUR_MS;
    return [[scope_kind, hour_at, scope].join("\0"), { scope_kind, scope, hour_at }];
  }));
  return [...hours.values()];
}
