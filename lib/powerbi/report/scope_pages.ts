/** What a scope shows where it is pointed at or drilled into. @module */
import { SCOPE } from "../model/dimensions.ts";
import { ANOMALY, TRAFFIC } from "../model/facts.ts";
import { columnOf } from "../model/model_table.ts";
import { RETRY_MEASURES as retry } from "../model/retry_measures.ts";
import { TRAFFIC_MEASURES as traffic } from "../model/traffic_measures.ts";
import { across, PAGE_SIZE, TOOLTIP_SIZE } from "./grid.ts";
import { property } from "./json.ts";
import type { Page } from "./page.ts";
import { visual } from "./visual.ts";

const HOUR = columnOf(TRAFFIC, "window_start_at");

/** Beside the pointer: how a scope did over time. */
export const SCOPE_TOOLTIP: Page = {
  title: "Scope tooltip",
  size: TOOLTIP_SIZE,
  use: { kind: "tooltip" },
  visuals: [
    visual("cardVisual", null, { x: 0, y: 0, width: 320, height: 88 }, {
      Data: [traffic.requests, traffic.p95Latency, traffic.serverErrorRatio],
    }),
    visual("lineChart", "p95 latency (ms)", { x: 0, y: 88, width: 320, height: 152 }, {
      Category: [HOUR],
      Y: [traffic.p95Latency],
    }),
  ],
};

/** One scope on a page of its own. */
export const SCOPE_DETAIL: Page = {
  title: "Scope detail",
  size: PAGE_SIZE,
  use: { kind: "drillthrough", by: columnOf(SCOPE, "scope") },
  visuals: [
    visual("actionButton", null, across(0, 1, 16, 96), {}, {
      name: "Back to where you came from",
      objects: { icon: [{ properties: { shapeType: property("back") }, selector: { id: "default" } }] },
      leads: "Back",
    }),
    visual("tableEx", "Scope", across(1, 2, 16, 96), {
      Values: [columnOf(SCOPE, "scope_kind"), columnOf(SCOPE, "scope")],
    }),
    visual("cardVisual", null, across(3, 9, 16, 96), {
      Data: [
        traffic.requests,
        traffic.medianLatency,
        traffic.p95Latency,
        traffic.p99Latency,
        traffic.serverErrorRatio,
        traffic.retryRatio,
        retry.chainSuccess,
      ],
    }),
    visual("lineChart", "Latency (ms)", across(0, 6, 120, 288), {
      Category: [HOUR],
      Y: [traffic.medianLatency, traffic.p95Latency, traffic.p99Latency],
    }),
    visual("lineClusteredColumnComboChart", "Requests and errors", across(6, 6, 120, 288), {
      Category: [HOUR],
      Y: [traffic.requests],
      Y2: [traffic.errorRatio, traffic.serverErrorRatio],
    }),
    visual("tableEx", "Anomalies", across(0, 12, 416, 288), {
      Values: [
        columnOf(ANOMALY, "window_start_at"),
        columnOf(ANOMALY, "metric"),
        columnOf(ANOMALY, "severity"),
        columnOf(ANOMALY, "observed"),
        columnOf(ANOMALY, "expected"),
        columnOf(ANOMALY, "explanation"),
      ],
    }),
  ],
};
