/** Anomaly Detection: what departs from its past, where, and how it fits together. @module */
import { DAY, SCOPE } from "../model/dimensions.ts";
import { ANOMALY, INCIDENT } from "../model/facts.ts";
import { FINDING_MEASURES as finding } from "../model/finding_measures.ts";
import { columnOf } from "../model/model_table.ts";
import { across, PAGE_SIZE } from "./grid.ts";
import { heatmap } from "./heatmap.ts";
import type { Page } from "./page.ts";
import { slicers } from "./slicers.ts";
import { visual } from "./visual.ts";

/** The second page. */
export const ANOMALY_DETECTION: Page = {
  title: "Anomaly Detection",
  size: PAGE_SIZE,
  visuals: [
    ...slicers(),
    visual("cardVisual", null, across(0, 12, 96, 96), {
      Data: [
        finding.incidents,
        finding.criticalIncidents,
        finding.requestsInIncidents,
        finding.anomalies,
        finding.criticalAnomalies,
        finding.highestScore,
      ],
    }),
    visual("columnChart", "Anomalies a day by severity", across(0, 4, 200, 248), {
      Category: [columnOf(DAY, "day_at")],
      Series: [columnOf(ANOMALY, "severity")],
      Y: [finding.anomalies],
    }),
    visual("clusteredBarChart", "Which metrics depart", across(4, 3, 200, 248), {
      Category: [columnOf(ANOMALY, "metric")],
      Y: [finding.anomalies],
    }, { greatestFirst: finding.anomalies }),
    heatmap(
      "Where and when",
      across(7, 5, 200, 248),
      [columnOf(SCOPE, "scope"), columnOf(ANOMALY, "hour_of_day")],
      finding.anomalies,
    ),
    visual("tableEx", "Incidents", across(0, 6, 456, 248), {
      Values: [
        columnOf(INCIDENT, "opened_at"),
        columnOf(INCIDENT, "closed_at"),
        columnOf(INCIDENT, "severity"),
        columnOf(SCOPE, "scope"),
        columnOf(INCIDENT, "summary"),
      ],
    }),
    visual("tableEx", "Anomalies", across(6, 6, 456, 248), {
      Values: [
        columnOf(ANOMALY, "window_start_at"),
        columnOf(SCOPE, "scope"),
        columnOf(ANOMALY, "metric"),
        columnOf(ANOMALY, "observed"),
        columnOf(ANOMALY, "expected"),
        columnOf(ANOMALY, "score"),
        columnOf(ANOMALY, "explanation"),
      ],
    }),
  ],
};
