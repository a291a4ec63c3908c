/** Infrastructure Health: which server is in need, and how much more the service can carry. @module */
import { SCOPE } from "../model/dimensions.ts";
import { CAPACITY_NOW, SAMPLE, SERVER_NOW } from "../model/facts.ts";
import { HEALTH_MEASURES as health } from "../model/health_measures.ts";
import { columnOf } from "../model/model_table.ts";
import { TRAFFIC_MEASURES as traffic } from "../model/traffic_measures.ts";
import { across, PAGE_SIZE } from "./grid.ts";
import { heatmap } from "./heatmap.ts";
import type { Page } from "./page.ts";
import { slicers } from "./slicers.ts";
import { visual } from "./visual.ts";

const NAME = columnOf(SCOPE, "scope");
const SERVERS = { column: columnOf(SCOPE, "scope_kind"), value: "server" };

/** The fourth page. */
export const INFRASTRUCTURE_HEALTH: Page = {
  title: "Infrastructure Health",
  size: PAGE_SIZE,
  visuals: [
    ...slicers(),
    visual("cardVisual", null, across(0, 12, 96, 96), {
      Data: [
        traffic.availability,
        health.leastBudget,
        health.headroom,
        health.tightestHeadroom,
        health.unhealthyServers,
        health.lowestScore,
        health.peakCpu,
        health.failedChecks,
      ],
    }),
    visual("lineChart", "CPU of servers (%)", across(0, 7, 200, 248), {
      Category: [columnOf(SAMPLE, "timestamp")],
      Series: [NAME],
      Y: [health.meanCpu],
    }, { only: SERVERS }),
    heatmap(
      "CPU by server and hour",
      across(7, 5, 200, 248),
      [NAME, columnOf(SAMPLE, "hour_of_day")],
      health.meanCpu,
      SERVERS,
    ),
    visual("tableEx", "Servers now", across(0, 4, 456, 248), {
      Values: [
        columnOf(SERVER_NOW, "server_id"),
        columnOf(SERVER_NOW, "state"),
        columnOf(SERVER_NOW, "score"),
        columnOf(SERVER_NOW, "reasons"),
      ],
    }),
    visual("tableEx", "Servers", across(4, 4, 456, 248), {
      Values: [
        NAME,
        traffic.requests,
        traffic.p95Latency,
        traffic.serverErrorRatio,
        health.peakCpu,
        health.peakMemory,
        health.peakDisk,
        health.peakConnections,
      ],
    }, { only: SERVERS, greatestFirst: health.peakCpu, tooltip: "Scope tooltip" }),
    visual("tableEx", "Capacity now", across(8, 4, 456, 248), {
      Values: [
        columnOf(CAPACITY_NOW, "scope_kind"),
        columnOf(CAPACITY_NOW, "scope"),
        columnOf(CAPACITY_NOW, "busiest_requests_per_second"),
        columnOf(CAPACITY_NOW, "limit_requests_per_second"),
        columnOf(CAPACITY_NOW, "headroom_ratio"),
        columnOf(CAPACITY_NOW, "explanation"),
      ],
    }),
  ],
};
