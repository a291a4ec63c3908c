/** Anomalies of one series that follow one another: the pieces that incidents are made of. @module */
import { KPIS } from "../kpi/kpi.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { AnomalyRow } from "./anomaly.ts";
import { tailOfScore } from "./normal_tail.ts";

/** One departure of one series from its first window to its last. */
export interface AnomalyRun {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  readonly metric: string;
  readonly direction: "high" | "low";
  /** Start of the first window, ms since 1970. */
  readonly from: number;
  /** End of the last window. */
  readonly to: number;
  readonly anomalies: readonly AnomalyRow[];
  /** Sum of -log10 of the tail probabilities: the evidence for it. */
  readonly evidence: number;
}

const WINDOW_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** Joins the anomalies of each series and direction that are at most `gapMs` apart; runs in order of onset. */
export function anomalyRuns(anomalies: readonly AnomalyRow[], gapMs: number): AnomalyRun[] {
  const runs: AnomalyRow[][] = [];
  const open = new Map<string, AnomalyRow[]>();
  for (const anomaly of anomalies.toSorted((a, b) => a.window_start_at - b.window_start_at)) {
    const key = [anomaly.scope_kind, anomaly.metric, anomaly.direction, anomaly.window, anomaly.scope].join("\n");
    const run = open.get(key);
    if (run !== undefined && anomaly.window_start_at - endOf(run.at(-1)!) <= gapMs) {
      run.push(anomaly);
      continue;
    }
    const started = [anomaly];
    open.set(key, started);
    runs.push(started);
  }
  return runs.map(runOf);
}

/** Tells whether a metric is a resource of a server rather than something that requests met. */
export function isResource(metric: string): boolean {
  return metric in SERVER_METRICS.columns && !(metric in KPIS.columns);
}

function runOf(anomalies: readonly AnomalyRow[]): AnomalyRun {
  const first = anomalies[0]!;
  return {
    scopeKind: first.scope_kind as ScopeKind,
    scope: first.scope,
    metric: first.metric,
    direction: first.direction === "low" ? "low" : "high",
    from: first.window_start_at,
    to: endOf(anomalies.at(-1)!),
    anomalies,
    evidence: anomalies.reduce((sum, { score }) => sum - Math.log10(tailOfScore(score)), 0),
  };
}

function endOf({ window_start_at, window }: AnomalyRow): number {
  return window_start_at + (WINDOW_MS[window] ?? 0);
}
