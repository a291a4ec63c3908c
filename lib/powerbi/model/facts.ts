/** The tables that are counted and measured. @module */
import { ANOMALIES } from "../../anomaly/anomaly.ts";
import { INCIDENTS } from "../../anomaly/incident.ts";
import { CAPACITY } from "../../capacity/capacity.ts";
import { SERVER_HEALTH } from "../../health/server_health.ts";
import { KPIS } from "../../kpi/kpi.ts";
import { RETRY_MINUTES } from "../../retry/retry_minute.ts";
import { SLO_STATUS } from "../../slo/slo_status.ts";
import { SERVER_METRICS } from "../../telemetry/server_metric.ts";
import { FACT_KEYS } from "./dimensions.ts";
import { columnsOf, hidden, type ModelColumn, modelTable } from "./model_table.ts";

const SEVERITY_RANK = {
  severity_rank: { type: "integer", isHidden: true, meaning: "1 minor, 2 moderate, 3 critical." },
} as const satisfies Readonly<Record<string, ModelColumn>>;

/** Answers of every hour. */
export const TRAFFIC = modelTable({
  name: "Traffic",
  meaning: "One row an hour, scope kind and scope with requests.",
  source: "star_traffic",
  columns: {
    ...FACT_KEYS,
    ...columnsOf(KPIS, "window_start_at"),
    ...hidden(columnsOf(
      KPIS,
      "request_count",
      "avg_duration_ms",
      "p50_duration_ms",
      "p95_duration_ms",
      "p99_duration_ms",
      "max_duration_ms",
      "error_ratio",
      "server_error_ratio",
      "retry_ratio",
      "apdex",
      "availability",
    )),
  },
});

/** Windows that depart from what was expected. */
export const ANOMALY = modelTable({
  name: "Anomaly",
  meaning: "One row a window, scope kind, scope and metric that departs from what was expected.",
  source: "star_anomalies",
  columns: {
    ...FACT_KEYS,
    ...SEVERITY_RANK,
    ...columnsOf(
      ANOMALIES,
      "window_start_at",
      "metric",
      "observed",
      "expected",
      "lower",
      "upper",
      "score",
      "direction",
      "explanation",
      "incident_id",
    ),
    severity: { ...ANOMALIES.columns.severity, sortBy: "severity_rank" },
  },
});

/** Anomalies that belong together. */
export const INCIDENT = modelTable({
  name: "Incident",
  meaning: "One row an incident.",
  source: "star_incidents",
  columns: {
    ...FACT_KEYS,
    ...SEVERITY_RANK,
    ...columnsOf(INCIDENTS, "incident_id", "opened_at", "closed_at", "metric", "peak_score", "summary"),
    ...hidden(columnsOf(INCIDENTS, "anomaly_count", "request_count")),
    severity: { ...INCIDENTS.columns.severity, sortBy: "severity_rank" },
  },
});

/** Retries of every hour. */
export const RETRY = modelTable({
  name: "Retry",
  meaning: "One row an hour, scope kind and scope in which anything failed or was retried.",
  source: "star_retries",
  columns: {
    ...FACT_KEYS,
    hour_at: { type: "instant", meaning: "Start of the hour." },
    ...hidden(columnsOf(
      RETRY_MINUTES,
      "failed_count",
      "client_retry_count",
      "balancer_retry_count",
      "attempt_2_count",
      "attempt_2_success_count",
      "wasted_request_count",
      "chain_success_count",
      "chain_failure_count",
    )),
    wasted_server_s: { type: "real", isHidden: true, meaning: "Server time of failed attempts, s." },
    avg_wait_ms: { type: "real", nullable: true, isHidden: true, meaning: "Mean wait before a client's retry." },
  },
});

/** What servers report of themselves. */
export const SAMPLE = modelTable({
  name: "Sample",
  meaning: "One row a server and sample of its resources.",
  source: "star_samples",
  columns: {
    ...FACT_KEYS,
    ...columnsOf(SERVER_METRICS, "timestamp"),
    ...hidden(columnsOf(
      SERVER_METRICS,
      "cpu_usage_percent",
      "memory_usage_percent",
      "disk_usage_percent",
      "active_connections",
      "backend_health_failures",
    )),
  },
});

/** What each part of the service can carry; related to nothing, because it is of the newest day only. */
export const CAPACITY_NOW = modelTable({
  name: "Capacity",
  meaning: "One row a scope kind and scope, as of the newest day.",
  source: "capacity_current",
  columns: columnsOf(
    CAPACITY,
    "scope_kind",
    "scope",
    "busiest_requests_per_second",
    "limit_requests_per_second",
    "headroom_ratio",
    "verdict",
    "explanation",
  ),
});

/** How each objective stands; related to nothing, because it is of the newest hour only. */
export const OBJECTIVE = modelTable({
  name: "Objective",
  meaning: "One row an objective that was measured in the newest hour.",
  source: "slo_current",
  columns: columnsOf(
    SLO_STATUS,
    "objective",
    "indicator",
    "scope_kind",
    "scope",
    "target_ratio",
    "attained_ratio",
    "budget_left_ratio",
    "burn_rate",
    "budget_gone_at",
  ),
});

/** How each server does; related to nothing, because it is of the newest five minutes only. */
export const SERVER_NOW = modelTable({
  name: "Server",
  meaning: "One row a server that was seen in the newest five minutes.",
  source: "server_current",
  columns: columnsOf(SERVER_HEALTH, "server_id", "peers", "state", "score", "reasons"),
});
