/** Measures of the page Retry Analytics. @module */
import { aggregate, type Expression, meanBy, plus, ratio } from "./expression.ts";
import { RETRY } from "./facts.ts";
import type { FORMATS, Measure } from "./measure.ts";
import { columnOf } from "./model_table.ts";

const failed = sum("failed_count");
const retries = sum("client_retry_count");
const succeeded = sum("chain_success_count");

/** The measures of `Retry`. */
export const RETRY_MEASURES = {
  failedRequests: measure("Failed requests", failed, "count", "Requests that failed in a way that clients retry."),
  clientRetries: measure("Client retries", retries, "count", "Requests that repeat a failed one of their client."),
  balancerRetries: measure(
    "Balancer retries",
    sum("balancer_retry_count"),
    "count",
    "Attempts by the balancer beyond the first of a request.",
  ),
  retriedShare: measure(
    "Retried share of failures",
    ratio(retries, failed),
    "ratio",
    "Client retries / failed requests; of single servers it may exceed 100 %, as retries go to others.",
  ),
  firstRetrySuccess: measure(
    "First retry success",
    ratio(sum("attempt_2_success_count"), sum("attempt_2_count")),
    "ratio",
    "First retries of clients that did not fail / all of them.",
  ),
  chainSuccess: measure(
    "Retry success",
    ratio(succeeded, plus(succeeded, sum("chain_failure_count"))),
    "ratio",
    "Chains of attempts that ended well / all chains.",
  ),
  meanWait: measure(
    "Mean wait (ms)",
    meanBy(columnOf(RETRY, "avg_wait_ms"), columnOf(RETRY, "client_retry_count")),
    "number",
    "Mean wait before a client's retry.",
  ),
  wastedRequests: measure(
    "Wasted requests",
    sum("wasted_request_count"),
    "count",
    "Failed attempts of chains, and the balancer's attempts beyond the first.",
  ),
  wastedServerTime: measure(
    "Wasted server time (s)",
    sum("wasted_server_s"),
    "number",
    "Server time of failed attempts of chains.",
  ),
} as const;

function sum(column: keyof typeof RETRY.columns): Expression {
  return aggregate("sum", columnOf(RETRY, column));
}

function measure(name: string, expression: Expression, format: keyof typeof FORMATS, description: string): Measure {
  return { name, table: RETRY, expression, format, description, isOfScope: true };
}
