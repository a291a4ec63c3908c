/**
 * Servers out of the metrics of node_exporter, HAProxy, nginx-prometheus-exporter and Envoy.
 *
 * HAProxy tells of each server behind it; the others tell of the machine or process that they run in, which is called as the endpoint is. A page may have several of
 * them. Of Envoy the connections and requests are those of its listeners, the failed checks those of all its clusters.
 *
 * @module
 */
import type { PrometheusSample } from "./prometheus_text.ts";
import { mergeReadings, newReading, type ServerReading } from "./server_reading.ts";

/** File systems that live in memory or are pictures of others. */
const NO_DISK = /^(tmpfs|ramfs|squashfs|overlay|devtmpfs|iso9660|fuse\..*|nsfs)$/;
const NO_NETWORK = /^(lo|veth.*|docker\d*|br-.*|cni\d*|virbr\d*)$/;

/**
 * Reads the servers that the samples tell of.
 *
 * @param serverId how the machine or process behind the endpoint is called
 * @returns none where nothing is known in the samples
 */
export function readPrometheus(samples: readonly PrometheusSample[], serverId: string): ServerReading[] {
  const metrics = Map.groupBy(samples.filter(({ value }) => Number.isFinite(value)), ({ name }) => name);
  const host = mergeReadings([
    newReading(serverId, nodeOf(metrics)),
    newReading(serverId, nginxOf(metrics)),
    newReading(serverId, envoyOf(metrics)),
  ])[0]!;
  const isKnown = Object.values(host).some((value) => typeof value === "number");
  return mergeReadings([...haproxyServers(metrics), ...(isKnown ? [host] : [])]);
}

type Metrics = ReadonlyMap<string, readonly PrometheusSample[]>;
type Known = Partial<ServerReading>;

function nodeOf(metrics: Metrics): Known {
  const total = sumOf(metrics, "node_memory_MemTotal_bytes");
  const free = sumOf(metrics, "node_memory_MemAvailable_bytes");
  const isDevice = ({ labels }: PrometheusSample) => !NO_NETWORK.test(labels.device ?? "");
  const isIdle = ({ labels }: PrometheusSample) => ["idle", "iowait"].includes(labels.mode ?? "");
  return {
    busySeconds: sumOf(metrics, "node_cpu_seconds_total", (sample) => !isIdle(sample)),
    cpuSeconds: sumOf(metrics, "node_cpu_seconds_total"),
    memoryPercent: total === null || free === null || total <= 0 ? null : 100 * (1 - free / total),
    diskPercent: fullestDisk(metrics),
    receivedBytes: sumOf(metrics, "node_network_receive_bytes_total", isDevice),
    sentBytes: sumOf(metrics, "node_network_transmit_bytes_total", isDevice),
  };
}

/** The used share of the fullest disk, as `df` computes it but for reserved blocks. */
function fullestDisk(metrics: Metrics): number | null {
  const available = new Map(
    (metrics.get("node_filesystem_avail_bytes") ?? []).map(({ labels, value }) => [labels.mountpoint, value]),
  );
  const used = (metrics.get("node_filesystem_size_bytes") ?? []).flatMap(({ labels, value }) => {
    const left = available.get(labels.mountpoint);
    return NO_DISK.test(labels.fstype ?? "") || left === undefined || value <= 0 ? [] : 100 * (1 - left / value);
  });
  return used.length === 0 ? null : Math.max(...used);
}

function nginxOf(metrics: Metrics): Known {
  return {
    connectionCount: sumOf(metrics, "nginx_connections_active"),
    requestCount: sumOf(metrics, "nginx_http_requests_total"),
  };
}

function envoyOf(metrics: Metrics): Known {
  const isTraffic = ({ labels }: PrometheusSample) => labels.envoy_http_conn_manager_prefix !== "admin";
  return {
    connectionCount: sumOf(metrics, "envoy_http_downstream_cx_active", isTraffic),
    requestCount: sumOf(metrics, "envoy_http_downstream_rq_total", isTraffic),
    receivedBytes: sumOf(metrics, "envoy_http_downstream_cx_rx_bytes_total", isTraffic),
    sentBytes: sumOf(metrics, "envoy_http_downstream_cx_tx_bytes_total", isTraffic),
    checkFailureCount: sumOf(metrics, "envoy_cluster_health_check_failure"),
  };
}

function haproxyServers(metrics: Metrics): ServerReading[] {
  const names = (metrics.get("haproxy_server_current_sessions") ?? []).map(({ labels }) => labels.server ?? "");
  return [...new Set(names)].map((server) => {
    const isOfServer = ({ labels }: PrometheusSample) => labels.server === server;
    const isDown = ({ labels, value }: PrometheusSample) =>
      labels.server === server && value === 1 && labels.state === "DOWN";
    return newReading(server, {
      connectionCount: sumOf(metrics, "haproxy_server_current_sessions", isOfServer),
      isDown: (metrics.get("haproxy_server_status") ?? []).some(isDown),
      receivedBytes: sumOf(metrics, "haproxy_server_bytes_in_total", isOfServer),
      sentBytes: sumOf(metrics, "haproxy_server_bytes_out_total", isOfServer),
      requestCount: sumOf(metrics, "haproxy_server_sessions_total", isOfServer),
      checkFailureCount: sumOf(metrics, "haproxy_server_check_failures_total", isOfServer),
    });
  });
}

/** Null where no sample counts. */
function sumOf(
  metrics: Metrics,
  name: string,
  counts: (sample: PrometheusSample) => boolean = () => true,
): number | null {
  const values = (metrics.get(name) ?? []).filter(counts).map(({ value }) => value);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}
