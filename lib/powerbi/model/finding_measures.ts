/** Measures of the page Anomaly Detection. @module */
import { aggregate, where } from "./expression.ts";
import { ANOMALY, INCIDENT } from "./facts.ts";
import type { Measure } from "./measure.ts";
import { columnOf } from "./model_table.ts";

const anomalies = aggregate("rows", columnOf(ANOMALY, "metric"));
const incidents = aggregate("rows", columnOf(INCIDENT, "incident_id"));

/** The measures of `Anomaly` and `Incident`. A finding belongs to one scope, so that those of all scopes may be counted together. */
export const FINDING_MEASURES = {
  anomalies: {
    name: "Anomalies",
    table: ANOMALY,
    expression: anomalies,
    format: "count",
    description: "Windows and metrics that depart from what was expected.",
    isOfScope: false,
  },
  criticalAnomalies: {
    name: "Critical anomalies",
    table: ANOMALY,
    expression: where(anomalies, columnOf(ANOMALY, "severity"), "critical"),
    format: "count",
    description: "Those of the highest severity.",
    isOfScope: false,
  },
  highestScore: {
    name: "Highest score",
    table: ANOMALY,
    expression: aggregate("max", columnOf(ANOMALY, "score")),
    format: "number",
    description: "Highest score of an anomaly: 99 is one window in a hundred.",
    isOfScope: false,
  },
  incidents: {
    name: "Incidents",
    table: INCIDENT,
    expression: incidents,
    format: "count",
    description: "Groups of anomalies that belong together.",
    isOfScope: false,
  },
  criticalIncidents: {
    name: "Critical incidents",
    table: INCIDENT,
    expression: where(incidents, columnOf(INCIDENT, "severity"), "critical"),
    format: "count",
    description: "Incidents of the highest severity.",
    isOfScope: false,
  },
  requestsInIncidents: {
    name: "Requests in incidents",
    table: INCIDENT,
    expression: aggregate("sum", columnOf(INCIDENT, "request_count")),
    format: "count",
    description: "Requests in the scope of each incident while it lasted; incidents that overlap count both.",
    isOfScope: false,
  },
} as const satisfies Readonly<Record<string, Measure>>;
