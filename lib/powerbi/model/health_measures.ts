/** Measures of the page Infrastructure Health. @module */
import { aggregate, where } from "./expression.ts";
import { CAPACITY_NOW, OBJECTIVE, SAMPLE, SERVER_NOW } from "./facts.ts";
import type { Measure } from "./measure.ts";
import { columnOf } from "./model_table.ts";

/** The measures of `Sample`, `Capacity`, `Objective` and `Server`. */
export const HEALTH_MEASURES = {
  meanCpu: sampled("Mean CPU (%)", "mean", "cpu_usage_percent", "Mean busy share of all cores over the samples."),
  peakCpu: sampled("Peak CPU (%)", "max", "cpu_usage_percent", "Highest busy share of all cores in a sample."),
  peakMemory: sampled("Peak memory (%)", "max", "memory_usage_percent", "Highest used share of memory in a sample."),
  peakDisk: sampled("Peak disk (%)", "max", "disk_usage_percent", "Highest used share of the disk in a sample."),
  peakConnections: sampled(
    "Peak connections",
    "max",
    "active_connections",
    "Most open connections of a server in a sample.",
  ),
  failedChecks: sampled("Failed health checks", "sum", "backend_health_failures", "Failed health checks of servers."),
  headroom: {
    name: "Headroom",
    table: CAPACITY_NOW,
    expression: where(
      aggregate("min", columnOf(CAPACITY_NOW, "headroom_ratio")),
      columnOf(CAPACITY_NOW, "scope_kind"),
      "all",
    ),
    format: "ratio",
    description: "Of all traffic on the newest day: 1 - busiest throughput / limit.",
    isOfScope: false,
  },
  tightestHeadroom: {
    name: "Tightest headroom",
    table: CAPACITY_NOW,
    expression: aggregate("min", columnOf(CAPACITY_NOW, "headroom_ratio")),
    format: "ratio",
    description: "Least headroom of a scope on the newest day.",
    isOfScope: false,
  },
  leastBudget: {
    name: "Least budget left",
    table: OBJECTIVE,
    expression: aggregate("min", columnOf(OBJECTIVE, "budget_left_ratio")),
    format: "ratio",
    description: "Error budget left of the objective that has least; below 0 it is broken.",
    isOfScope: false,
  },
  unhealthyServers: {
    name: "Unhealthy servers",
    table: SERVER_NOW,
    expression: where(aggregate("rows", columnOf(SERVER_NOW, "state")), columnOf(SERVER_NOW, "state"), "unhealthy"),
    format: "count",
    description: "Servers that are unhealthy in the newest five minutes.",
    isOfScope: false,
  },
  lowestScore: {
    name: "Lowest server score",
    table: SERVER_NOW,
    expression: aggregate("min", columnOf(SERVER_NOW, "score")),
    format: "number",
    description: "Score of the server that does worst in the newest five minutes, 0 to 100.",
    isOfScope: false,
  },
} as const satisfies Readonly<Record<string, Measure>>;

function sampled(
  name: string,
  does: "mean" | "max" | "sum",
  column: keyof typeof SAMPLE.columns,
  description: string,
): Measure {
  const format = name.endsWith("(%)") ? "number" : "count";
  const expression = aggregate(does, columnOf(SAMPLE, column));
  return { name, table: SAMPLE, expression, format, description, isOfScope: false };
}
