/**
 * The signals that a server's health is judged by.
 *
 * Question: is there a resource that is used up, work that waits, or work that fails? For every resource that is utilisation, saturation and errors (the USE
 * method: Gregg, "Thinking Methodically about Performance", Communications of the ACM 56, 2013); latency, traffic and errors as users see them are the
 * golden signals (Beyer et al., "Site Reliability Engineering", O'Reilly 2016, chapter 6). Each signal has a penalty of straight lines through two limits,
 *
 *     0 up to degraded / 2, 0.2 at degraded, 0.5 at unhealthy, and on with that slope to 1 at most,
 *
 * and the worst decides: the score is 100 x (1 - worst penalty). A sum or product would let five unremarkable figures make an unhealthy server, and nobody could say
 * which resource to look at. The limits are judgement, not law. CPU above 85 % for five minutes leaves waits of several service times
 * (M/M/1: 1 / (1 - 0.85) = 6.7); memory and disks are lost from about 97 % on; a twentieth of failed requests is an incident for any objective.
 *
 * @module
 */
import type { ServerHealthRow } from "./server_health.ts";

/** What a signal says about a server. */
export type SignalKind = "utilisation" | "saturation" | "error";

/** Columns of `server_health` that are judged. */
export type SignalName = Extract<
  keyof ServerHealthRow,
  | "cpu_usage_percent"
  | "memory_usage_percent"
  | "disk_usage_percent"
  | "concurrency_ratio"
  | "queue_ratio"
  | "latency_ratio"
  | "peer_latency_ratio"
  | "tail_ratio"
  | "connections_ratio"
  | "sure_error_ratio"
  | "failed_check_ratio"
  | "flapping_percent"
>;

/** How one column is judged. */
export interface HealthSignal {
  readonly kind: SignalKind;
  /** Value from which a server is degraded. */
  readonly degraded: number;
  /** Value from which it is unhealthy. */
  readonly unhealthy: number;
}

/** The signals by the column that they judge. */
export const HEALTH_SIGNALS: Readonly<Record<SignalName, HealthSignal>> = {
  cpu_usage_percent: { kind: "utilisation", degraded: 85, unhealthy: 97 },
  memory_usage_percent: { kind: "utilisation", degraded: 90, unhealthy: 97 },
  disk_usage_percent: { kind: "utilisation", degraded: 92, unhealthy: 98 },
  concurrency_ratio: { kind: "utilisation", degraded: 3, unhealthy: 8 },
  queue_ratio: { kind: "saturation", degraded: 0.2, unhealthy: 0.5 },
  latency_ratio: { kind: "saturation", degraded: 3, unhealthy: 7 },
  peer_latency_ratio: { kind: "saturation", degraded: 3, unhealthy: 8 },
  tail_ratio: { kind: "saturation", degraded: 12, unhealthy: 40 },
  connections_ratio: { kind: "saturation", degraded: 3, unhealthy: 8 },
  sure_error_ratio: { kind: "error", degraded: 0.05, unhealthy: 0.25 },
  failed_check_ratio: { kind: "error", degraded: 0.5, unhealthy: 0.8 },
  flapping_percent: { kind: "error", degraded: 30, unhealthy: 70 },
};

/** Penalty at which a server is degraded, and unhealthy. */
export const DEGRADED_PENALTY = 0.2;
const UNHEALTHY_PENALTY = 0.5;

/**
 * Computes the penalty of a value, 0..1.
 *
 * @example
 * ```ts
 * import { assertAlmostEquals, assertEquals } from "@std/assert";
 * assertEquals([40, 85, 97].map((percent) => penaltyOf("cpu_usage_percent", percent)), [0, 0.2, 0.5]);
 * assertAlmostEquals(penaltyOf("sure_error_ratio", 0.15), 0.35);
 * ```
 */
export function penaltyOf(name: SignalName, value: number): number {
  const { degraded, unhealthy } = HEALTH_SIGNALS[name];
  if (value < degraded) return DEGRADED_PENALTY * Math.max(0, 2 * value / degraded - 1);
  const slope = (UNHEALTHY_PENALTY - DEGRADED_PENALTY) / (unhealthy - degraded);
  return Math.min(1, DEGRADED_PENALTY + slope * (value - degraded));
}
