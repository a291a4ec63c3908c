/** Every table of the warehouse. @module */
import { ALERTS } from "../alert/alert.ts";
import { ALERT_RULES } from "../alert/alert_rule.ts";
import { ALERT_DELIVERIES } from "../alert/delivery.ts";
import { ALERT_STATES } from "../alert/rule_state.ts";
import { ALERT_SILENCES } from "../alert/silence.ts";
import { ANOMALIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { INCIDENT_SIGNALS } from "../anomaly/incident_signal.ts";
import { INCIDENT_SLICES } from "../anomaly/incident_slice.ts";
import { HEALTH_CHECK_LINKS } from "../health/health_check_link.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import { KPIS } from "../kpi/kpi.ts";
import { POOL_BALANCE } from "../kpi/pool_balance.ts";
import { DATA_QUALITY } from "../quality/data_quality.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { LOADS } from "../run/load.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import type { Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";

/** Tables whose rows belong to a day and are replaced day by day: all of a day's rows are always computed together. */
export const DAILY_TABLES: readonly Table[] = [
  TRAFFIC_MINUTES,
  KPIS,
  POOL_BALANCE,
  ANOMALIES,
  INCIDENTS,
  INCIDENT_SLICES,
  INCIDENT_SIGNALS,
  SLO_STATUS,
  SERVER_HEALTH,
  HEALTH_CHECK_LINKS,
  RETRY_CHAINS,
  RETRY_MINUTES,
  RETRY_EPISODES,
  RETRY_RECOMMENDATIONS,
  CAPACITY,
  CAPACITY_LOSSES,
  FORECASTS,
  THRESHOLD_CROSSINGS,
  MAINTENANCE_WINDOWS,
];

/** Tables whose rows go by their key and are kept as long as minutes. */
export const SAMPLE_TABLES: readonly Table[] = [SERVER_METRICS];

/** Tables with a few rows a run, kept as long as reports. */
export const RUN_TABLES: readonly Table[] = [DATA_QUALITY, ANALYTICS_REPORTS, LOADS, ALERTS, ALERT_DELIVERIES];

/** Tables with a few rows in all, which stand until somebody changes them. */
export const STANDING_TABLES: readonly Table[] = [ALERT_RULES, ALERT_STATES, ALERT_SILENCES];

/** All tables; those of single requests and rejects go by their source. */
export const WAREHOUSE_TABLES: readonly Table[] = [
  ...DAILY_TABLES,
  ...SAMPLE_TABLES,
  REJECTS,
  ...RUN_TABLES,
  ...STANDING_TABLES,
];
