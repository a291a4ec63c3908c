/** Performance Overview: is it fast, is it failing, and is the objective still safe. @module */
import { DAY, SCOPE } from "../model/dimensions.ts";
import { OBJECTIVE, TRAFFIC } from "../model/facts.ts";
import { columnOf } from "../model/model_table.ts";
import { TRAFFIC_MEASURES as traffic } from "../model/traffic_measures.ts";
import { across, PAGE_SIZE } from "./grid.ts";
import { heatmap } from "./heatmap.ts";
import type { Page } from "./page.ts";
import { slicers } from "./slicers.ts";
import { visual } from "./visual.ts";

const HOUR = columnOf(TRAFFIC, "window_start_at");
const ROUTES = { column: columnOf(SCOPE, "scope_kind"), value: "route" };

/** The first page. */
export const PERFORMANCE_OVERVIEW: Page = {
  title: "Performance Overview",
  size: PAGE_SIZE,
  visuals: [
    ...slicers(),
    visual("cardVisual", null, across(0, 12, 96, 96), {
      Data: [
        traffic.requestsPerSecond,
        traffic.medianLatency,
        traffic.p95Latency,
        traffic.p99Latency,
        traffic.serverErrorRatio,
        traffic.availability,
        traffic.apdex,
      ],
    }),
    visual("lineChart", "Latency (ms)", across(0, 6, 200, 248), {
      Category: [HOUR],
      Y: [traffic.medianLatency, traffic.p95Latency, traffic.p99Latency],
    }),
    visual("lineClusteredColumnComboChart", "Requests and server errors", across(6, 6, 200, 248), {
      Category: [HOUR],
      Y: [traffic.requests],
      Y2: [traffic.serverErrorRatio],
    }),
    visual("clusteredBarChart", "The busiest routes", across(0, 4, 456, 248), {
      Category: [columnOf(SCOPE, "scope")],
      Y: [traffic.requests],
    }, { only: ROUTES, greatestFirst: traffic.requests, tooltip: "Scope tooltip" }),
    heatmap(
      "When requests come",
      across(4, 5, 456, 248),
      [columnOf(DAY, "weekday"), columnOf(TRAFFIC, "hour_of_day")],
      traffic.requests,
    ),
    visual("tableEx", "Objectives now", across(9, 3, 456, 248), {
      Values: [
        columnOf(OBJECTIVE, "objective"),
        columnOf(OBJECTIVE, "budget_left_ratio"),
        columnOf(OBJECTIVE, "burn_rate"),
      ],
    }),
  ],
};
