/** All pages, in the order of the navigation. @module */
import type { Page } from "../page.ts";
import { ANOMALY_PAGE } from "./anomalies.ts";
import { INFRASTRUCTURE_PAGE } from "./infrastructure.ts";
import { OVERVIEW } from "./overview.ts";
import { QUALITY_PAGE } from "./quality.ts";
import { REQUESTS_PAGE } from "./requests.ts";
import { RETRY_PAGE } from "./retries.ts";

/** The pages. */
export const PAGES: readonly Page[] = [
  OVERVIEW,
  ANOMALY_PAGE,
  RETRY_PAGE,
  INFRASTRUCTURE_PAGE,
  QUALITY_PAGE,
  REQUESTS_PAGE,
];

/** The pages of a report: all but single requests. */
export const REPORT_PAGES: readonly Page[] = PAGES.filter((page) => page !== REQUESTS_PAGE);
