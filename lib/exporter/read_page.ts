/** Reads whatever an endpoint answers with, by its first line. @module */
import { parsePrometheusText } from "./prometheus_text.ts";
import { isHaproxyStats, readHaproxyStats } from "./read_haproxy_stats.ts";
import { readPrometheus } from "./read_prometheus.ts";
import { isStubStatus, readStubStatus } from "./read_stub_status.ts";
import type { ServerReading } from "./server_reading.ts";

/**
 * Reads HAProxy's CSV, nginx's stub_status or Prometheus metrics.
 *
 * @param serverId how what is behind the endpoint is called, where the page does not say
 * @throws {SyntaxError} when there is no server to be found in it; the message says what was found
 */
export function readPage(text: string, serverId: string): ServerReading[] {
  if (isHaproxyStats(text)) return known(readHaproxyStats(text), "HAProxy's statistics have no server");
  if (isStubStatus(text)) return [readStubStatus(text, serverId)];
  const { samples } = parsePrometheusText(text);
  if (samples.length === 0) {
    throw new SyntaxError("it is neither HAProxy's CSV nor stub_status nor Prometheus metrics");
  }
  return known(
    readPrometheus(samples, serverId),
    `none of its ${samples.length} metrics is of node_exporter, HAProxy, nginx or Envoy`,
  );
}

function known(readings: ServerReading[], otherwise: string): ServerReading[] {
  if (readings.length === 0) throw new SyntaxError(otherwise);
  return readings;
}
