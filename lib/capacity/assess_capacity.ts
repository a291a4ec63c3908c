/** Assesses what a scope can carry, from its minutes and what its servers can be planned with. @module */
import { scopeWords } from "../anomaly/words.ts";
import type { ScopeKind } from "../traffic/traffic_minute.ts";
import type { CapacityRow } from "./capacity.ts";
import type { LoadPoint } from "./fit_usl.ts";
import { judgeScalability, type Scalability } from "./judge_scalability.ts";
import { quantile } from "./quantile.ts";
import { uslPeak } from "./usl.ts";
import { PLANNED_CPU_PERCENT } from "./utilisation_law.ts";
import { ratePerSecond, ratio } from "./words.ts";

/** What is known of a scope. */
export interface ScopeLoad {
  readonly scopeKind: ScopeKind;
  readonly scope: string;
  /** Minutes without incidents; of those without durations the concurrency is 0. */
  readonly minutes: readonly LoadPoint[];
  /** Mean throughput of the last hour, requests a second. */
  readonly latestThroughput: number;
  /** CPU that one request a second takes of a server, percent, and throughput at which all servers have 80 % in use. */
  readonly cpu: { readonly percentPerRps: number; readonly limit: number } | null;
}

/** Assesses a scope. @param dayAt start of the day at whose end the figures hold, ms since 1970 */
export function assessCapacity(load: ScopeLoad, dayAt: number): CapacityRow {
  const { scopeKind, scope, minutes, cpu } = load;
  const concurrency = minutes.map((minute) => minute.concurrency).filter((value) => value > 0);
  const scalability = judgeScalability(minutes);
  const { verdict, fit, knee } = scalability;
  const peak = verdict === "limit_known" && fit !== null ? uslPeak(fit) : null;
  const busiest = quantile(minutes.map(({ throughput }) => throughput), 0.99) ?? 0;
  const limit = lowerOf(peak, cpu?.limit ?? null);
  const headroomOf = (throughput: number) => limit === null || limit === 0 ? null : 1 - throughput / limit;
  return {
    day_at: dayAt,
    scope_kind: scopeKind,
    scope,
    minute_count: minutes.length,
    busiest_requests_per_second: busiest,
    busiest_concurrency: quantile(concurrency, 0.99),
    lightest_concurrency: quantile(concurrency, 0.01),
    verdict,
    gamma_requests_per_second: fit?.gamma ?? null,
    alpha: fit?.alpha ?? null,
    beta: fit?.beta ?? null,
    fit_residual: fit?.residual ?? null,
    knee_concurrency: knee?.at ?? null,
    knee_lower: knee?.lower ?? null,
    knee_upper: knee?.upper ?? null,
    peak_requests_per_second: peak,
    cpu_percent_per_rps: cpu?.percentPerRps ?? null,
    cpu_limit_requests_per_second: cpu?.limit ?? null,
    limit_requests_per_second: limit,
    headroom_ratio: headroomOf(busiest),
    latest_headroom_ratio: headroomOf(load.latestThroughput),
    explanation: explain(load, scalability, { busiest, peak, limit }),
  };
}

function lowerOf(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

interface Levels {
  readonly busiest: number;
  readonly peak: number | null;
  readonly limit: number | null;
}

function explain({ scopeKind, scope, cpu }: ScopeLoad, { verdict, reason, knee }: Scalability, levels: Levels): string {
  const where = scopeWords(scopeKind, scope);
  const { busiest, peak, limit } = levels;
  const parts = [`${where} had up to ${ratePerSecond(busiest)}`];
  if (knee !== null && peak !== null) {
    parts.push(`its throughput peaks at ${ratePerSecond(peak)} with ${Math.round(knee.at)} requests in flight`);
  } else {
    const told = verdict === "cannot_tell" ? "the log cannot tell its limit yet" : "the log shows no limit";
    parts.push(`${told}: ${reason}`);
  }
  if (cpu !== null) parts.push(`CPU is at ${PLANNED_CPU_PERCENT} % with ${ratePerSecond(cpu.limit)}`);
  if (limit !== null && limit > 0) {
    const left = 1 - busiest / limit;
    parts.push(left >= 0 ? `${ratio(left)} is left at the busiest` : `the busiest is ${ratio(-left)} beyond that`);
  }
  return `${parts.join("; ")}.`;
}
