/**
 * Settings of HAProxy.
 *
 * HAProxy retries by itself before it has sent an answer on (`retries`, `retry-on`, `option redispatch`), counted for
 * each request; it has no budget over requests. Throttling it can compute: a stick table with one entry counts requests
 * and good answers over the window, and requests are denied with the chance of the SRE book's formula (HAProxy
 * Configuration Manual 2.6, 4.2 and 7.3.3).
 *
 * @module
 */
import type { ThrottlingSettings } from "../budget/adaptive_throttling.ts";
import { attemptsComment, nearestAttempts, type ProxySetting, safeName, type SettingsWanted } from "./proxy_setting.ts";

/** Writes the lines for a backend. */
export function haproxySettings({ budget, pool }: SettingsWanted): ProxySetting[] {
  const retries = nearestAttempts(budget) - 1;
  const lines = [
    ...attemptsComment(budget, "HAProxy"),
    `retries ${retries}`,
    ...retries === 0 ? ["retry-on none"] : [
      "retry-on conn-failure empty-response response-timeout 502 503 504",
      "option redispatch 1",
      "# A request that may not be sent twice is not: POST is left to its client.",
      "http-request disable-l7-retry if METH_POST",
    ],
    "# What waits longer than its client is work for nobody: give each server a maxconn, too.",
    "timeout queue 2s",
    ...budget.kind === "throttling" ? throttlingLines(budget) : [],
  ];
  return [{ proxy: "haproxy", place: `backend ${safeName(pool)}`, lines }];
}

/**
 * p = (requests - K accepts) / (requests + 1) in thousandths; K in hundredths, as HAProxy counts in whole numbers. Its
 * count of requests has the one that is decided on, which the formula has not.
 */
function throttlingLines({ multiplier, windowSeconds }: ThrottlingSettings): string[] {
  const window = `${windowSeconds}s`;
  return [
    `# Adaptive throttling: rejects (requests - ${multiplier} x good answers) / (requests + 1) of all requests.`,
    `stick-table type integer size 1 expire ${window} store http_req_rate(${window}),gpc0_rate(${window})`,
    "http-request track-sc0 int(1)",
    "http-request set-var(txn.requests) sc_http_req_rate(0),sub(1)",
    `http-request set-var(txn.accepts) sc_gpc0_rate(0),mul(${Math.round(100 * multiplier)})`,
    "http-request set-var(txn.divisor) sc_http_req_rate(0)",
    "http-request set-var(txn.reject) var(txn.requests),mul(100),sub(txn.accepts),mul(10),div(txn.divisor)",
    "http-request set-var(txn.lot) rand(1000),sub(txn.reject)",
    "http-request deny deny_status 503 if { var(txn.lot) -m int lt 0 }",
    "http-response sc-inc-gpc0(0) if { status lt 500 } !{ status 429 }",
  ];
}
