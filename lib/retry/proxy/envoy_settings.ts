/**
 * Settings of Envoy, API v3, as YAML.
 *
 * Envoy has a budget of its own: `retry_budget` in the circuit breakers of a cluster, a share of what is under way. A
 * share of requests over time, as in Finagle and Linkerd, becomes that share of what is under way, and retries a second
 * become retries at a time by Little's law. Adaptive throttling is the filter `admission_control`, whose formula is that
 * of the SRE book with K = 1 / `sr_threshold` (Envoy, Admission Control).
 *
 * @module
 */
import { type BudgetSpecification, percentText } from "../budget/budget_specification.ts";
import type { ThrottlingSettings } from "../budget/adaptive_throttling.ts";
import { nearestAttempts, type ProxySetting, safeName, type SettingsWanted } from "./proxy_setting.ts";

/** Writes the lines for the cluster, for its route and, for throttling, the HTTP filter before the router. */
export function envoySettings({ budget, pool, meanRetryMs }: SettingsWanted): ProxySetting[] {
  const settings: ProxySetting[] = [
    { proxy: "envoy", place: `cluster ${safeName(pool)}`, lines: clusterLines(budget, meanRetryMs) },
    { proxy: "envoy", place: "route", lines: routeLines(budget) },
  ];
  if (budget.kind !== "throttling") return settings;
  return [...settings, { proxy: "envoy", place: "http_filters, before the router", lines: filterLines(budget) }];
}

function clusterLines(budget: BudgetSpecification, meanRetryMs: number): string[] {
  if (budget.kind === "breaker") {
    return ["circuit_breakers:", "  thresholds:", `  - max_retries: ${budget.maxRetries}`];
  }
  const { comments, percent, least } = nearestBudget(budget, meanRetryMs);
  return [
    ...comments,
    "circuit_breakers:",
    "  thresholds:",
    "  - retry_budget:",
    "      budget_percent:",
    `        value: ${percent.replace("%", "")}`,
    `      min_retry_concurrency: ${least}`,
  ];
}

interface NearestBudget {
  readonly comments: readonly string[];
  readonly percent: string;
  readonly least: number;
}

function nearestBudget(budget: Exclude<BudgetSpecification, { kind: "breaker" }>, meanRetryMs: number): NearestBudget {
  switch (budget.kind) {
    case "envoy":
      return { comments: [], percent: percentText(budget.ratio), least: budget.minConcurrency };
    case "finagle":
    case "linkerd":
      return {
        comments: [
          "# Envoy counts what is under way, not what came in the last seconds: retries that take longer count for more.",
          `# ${budget.minRetriesPerSecond}/s x ${Math.round(meanRetryMs)} ms a retry, by Little's law.`,
        ],
        percent: percentText(Math.min(1, budget.ratio)),
        least: Math.ceil(budget.minRetriesPerSecond * meanRetryMs / 1_000),
      };
    case "ratio":
      return {
        comments: ["# Envoy counts what is under way, not the requests of the last minutes."],
        percent: percentText(budget.ratio),
        least: 3,
      };
    case "throttling":
    case "attempts":
      return {
        comments: ["# Envoy's own default, which the limit of attempts needs beside it."],
        percent: "20%",
        least: 3,
      };
  }
}

function routeLines(budget: BudgetSpecification): string[] {
  const retries = nearestAttempts(budget) - 1;
  if (retries === 0) return ["# Nothing is retried: the route has no retry_policy."];
  return [
    "retry_policy:",
    "  retry_on: connect-failure,refused-stream,reset-before-request,gateway-error",
    `  num_retries: ${retries}`,
    "  # Exponential with full jitter, between the two.",
    "  retry_back_off:",
    "    base_interval: 0.025s",
    "    max_interval: 0.25s",
    "  retry_host_predicate:",
    "  - name: envoy.retry_host_predicates.previous_hosts",
    "    typed_config:",
    '      "@type": type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
    "  host_selection_retry_max_attempts: 3",
  ];
}

function filterLines({ multiplier, windowSeconds }: ThrottlingSettings): string[] {
  return [
    "- name: envoy.filters.http.admission_control",
    "  typed_config:",
    '    "@type": type.googleapis.com/envoy.extensions.filters.http.admission_control.v3.AdmissionControl',
    "    enabled:",
    "      default_value: true",
    "      runtime_key: admission_control.enabled",
    `    sampling_window: ${windowSeconds}s`,
    "    success_criteria:",
    "      http_criteria:",
    "        http_success_status:",
    "        - start: 100",
    "          end: 429",
    "        - start: 430",
    "          end: 500",
    "    aggression:",
    "      default_value: 1.0",
    "      runtime_key: admission_control.aggression",
    "    sr_threshold:",
    "      default_value:",
    `        value: ${Number((100 / multiplier).toPrecision(4))}`,
    "      runtime_key: admission_control.sr_threshold",
    "    rps_threshold:",
    "      default_value: 0",
    "      runtime_key: admission_control.rps_threshold",
    "    max_rejection_probability:",
    "      default_value:",
    "        value: 100",
    "      runtime_key: admission_control.max_rejection_probability",
  ];
}
