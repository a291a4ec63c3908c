/** Retry Analytics: who retries, why, and what it costs. @module */
import { SCOPE } from "../model/dimensions.ts";
import { RETRY, TRAFFIC } from "../model/facts.ts";
import { columnOf } from "../model/model_table.ts";
import { RETRY_MEASURES as retry } from "../model/retry_measures.ts";
import { TRAFFIC_MEASURES as traffic } from "../model/traffic_measures.ts";
import { across, PAGE_SIZE } from "./grid.ts";
import { heatmap } from "./heatmap.ts";
import type { Page } from "./page.ts";
import { slicers } from "./slicers.ts";
import { visual } from "./visual.ts";

const KIND = columnOf(SCOPE, "scope_kind");
const NAME = columnOf(SCOPE, "scope");

/** The third page. */
export const RETRY_ANALYTICS: Page = {
  title: "Retry Analytics",
  size: PAGE_SIZE,
  visuals: [
    ...slicers(),
    visual("cardVisual", null, across(0, 12, 96, 96), {
      Data: [
        traffic.retryRatio,
        retry.clientRetries,
        retry.balancerRetries,
        retry.retriedShare,
        retry.firstRetrySuccess,
        retry.chainSuccess,
        retry.meanWait,
        retry.wastedServerTime,
      ],
    }),
    visual("lineClusteredColumnComboChart", "Failures and retries", across(0, 8, 200, 248), {
      Category: [columnOf(RETRY, "hour_at")],
      Y: [retry.failedRequests, retry.clientRetries],
      Y2: [retry.chainSuccess],
    }),
    visual("clusteredBarChart", "What is retried", across(8, 4, 200, 248), {
      Category: [NAME],
      Y: [retry.clientRetries],
    }, { only: { column: KIND, value: "cause" }, greatestFirst: retry.clientRetries }),
    visual("clusteredBarChart", "Who retries", across(0, 4, 456, 248), {
      Category: [NAME],
      Y: [retry.clientRetries],
    }, { only: { column: KIND, value: "client_kind" }, greatestFirst: retry.clientRetries }),
    heatmap(
      "Retry ratio of routes by hour",
      across(4, 8, 456, 248),
      [NAME, columnOf(TRAFFIC, "hour_of_day")],
      traffic.retryRatio,
      { column: KIND, value: "route" },
    ),
  ],
};
