/** Which levels of a rule can be meant. @module */
import type { AlertRuleRow } from "./alert_rule.ts";

/** Bounds of a level, both included, and how people name its unit. */
export interface LevelLimits {
  readonly unit: string;
  readonly least: number;
  readonly most: number;
}

const MINUTES_A_WEEK = 10_080;

/**
 * Tells the unit of a rule's levels, and between what they lie.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * assertEquals(levelLimits({ kind: "threshold", metric: "server_error_ratio" }), { unit: "share, 0.05 is 5 %", least: 0, most: 1 });
 * ```
 */
export function levelLimits({ kind, metric }: Pick<AlertRuleRow, "kind" | "metric">): LevelLimits {
  if (kind === "absence") return { unit: "minutes without a request", least: 1, most: MINUTES_A_WEEK };
  if (kind === "burn_rate") return { unit: `times the rate of a ${metric}`, least: 0.01, most: 1_000 };
  if (metric === "anomaly_score") return { unit: "score, 0 to 100", least: 0, most: 100 };
  if (kind === "anomaly") return { unit: "1 minor, 2 moderate, 3 critical", least: 1, most: 3 };
  if (metric === "apdex") return { unit: "0 to 1", least: 0, most: 1 };
  if (metric === "availability" || metric.endsWith("_ratio")) return { unit: "share, 0.05 is 5 %", least: 0, most: 1 };
  return { unit: unitOf(metric), least: 0, most: Number.MAX_SAFE_INTEGER };
}

function unitOf(metric: string): string {
  if (metric.endsWith("_ms")) return "ms";
  if (metric.endsWith("_per_second")) return "a second";
  return metric === "amplification" ? "attempts a request" : "";
}
