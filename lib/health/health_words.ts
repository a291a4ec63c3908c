/** Why a server is not healthy, as people read it. @module */
import { latencyWords, numberWords, percentWords } from "../anomaly/words.ts";
import { FEWEST_FAILURES } from "./error_evidence.ts";
import type { SignalName } from "./health_signal.ts";
import type { HealthFigures } from "./health_figures.ts";

type Words = (figures: HealthFigures) => string;

const WORDS: Readonly<Record<SignalName, Words>> = {
  cpu_usage_percent: (row) => `CPU at ${numberWords(row.cpu_usage_percent!)} %`,
  memory_usage_percent: (row) => `memory at ${numberWords(row.memory_usage_percent!)} %`,
  disk_usage_percent: (row) => `disk at ${numberWords(row.disk_usage_percent!)} %`,
  concurrency_ratio: (row) =>
    `${numberWords(row.concurrency!)} requests in flight, ${numberWords(row.concurrency_ratio!)} times the usual peak`,
  queue_ratio: (row) => `requests spend ${percentWords(row.queue_ratio!)} of their time in the queue`,
  latency_ratio: (row) =>
    `${latencyWords(row.p95_duration_ms!)} at the 95th percentile, ${numberWords(row.latency_ratio!)} times the usual`,
  peer_latency_ratio: (row) =>
    `${numberWords(row.peer_latency_ratio!)} times as slow as its peers at the 95th percentile`,
  tail_ratio: (row) => `the 95th percentile is ${numberWords(row.tail_ratio!)} times the median`,
  connections_ratio: (row) =>
    `${Math.round(row.active_connections!)} connections, ${numberWords(row.connections_ratio!)} times the usual peak`,
  sure_error_ratio: errorWords,
  failed_check_ratio: (row) => `health checks failed in ${percentWords(row.failed_check_ratio!)} of the minutes`,
  flapping_percent: (row) =>
    `goes up and down: ${numberWords(row.flapping_percent!)} % of the last 20 minutes were changes`,
};

/** Says in a few words what a signal found; its figures must be known. */
export function signalWords(name: SignalName, figures: HealthFigures): string {
  return WORDS[name](figures);
}

function errorWords({ server_error_ratio, request_count }: HealthFigures): string {
  const words = `${percentWords(server_error_ratio!)} of ${request_count} requests failed`;
  const isEnough = Math.round(server_error_ratio! * request_count) >= FEWEST_FAILURES;
  return isEnough ? words : `${words}, and others within the hour`;
}
