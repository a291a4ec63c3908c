/** What one poll tells of a server, before rates are made of it. @module */

/** Gauges and counters of one server; null where the endpoint does not tell. Counters only grow, until who counts starts anew. */
export interface ServerReading {
  readonly serverId: string;
  readonly memoryPercent: number | null;
  readonly diskPercent: number | null;
  readonly connectionCount: number | null;
  /** Whether the balancer has taken the server out after failed checks. */
  readonly isDown: boolean;
  /** Counter: CPU seconds that were not idle, over all cores. */
  readonly busySeconds: number | null;
  /** Counter: CPU seconds, over all cores. */
  readonly cpuSeconds: number | null;
  readonly receivedBytes: number | null;
  readonly sentBytes: number | null;
  readonly requestCount: number | null;
  readonly checkFailureCount: number | null;
}

/** Makes a reading of what is known. */
export function newReading(serverId: string, known: Partial<ServerReading> = {}): ServerReading {
  return {
    serverId,
    memoryPercent: null,
    diskPercent: null,
    connectionCount: null,
    isDown: false,
    busySeconds: null,
    cpuSeconds: null,
    receivedBytes: null,
    sentBytes: null,
    requestCount: null,
    checkFailureCount: null,
    ...known,
  };
}

/** Adds up what several places tell of one server, such as the pools that it is in; a share is the larger one. */
export function mergeReadings(readings: readonly ServerReading[]): ServerReading[] {
  const servers = Map.groupBy(readings, ({ serverId }) => serverId);
  return [...servers.values()].map((ofServer) => ofServer.reduce(merge));
}

function merge(a: ServerReading, b: ServerReading): ServerReading {
  return {
    serverId: a.serverId,
    memoryPercent: combine(a.memoryPercent, b.memoryPercent, Math.max),
    diskPercent: combine(a.diskPercent, b.diskPercent, Math.max),
    connectionCount: combine(a.connectionCount, b.connectionCount, sum),
    isDown: a.isDown || b.isDown,
    busySeconds: combine(a.busySeconds, b.busySeconds, sum),
    cpuSeconds: combine(a.cpuSeconds, b.cpuSeconds, sum),
    receivedBytes: combine(a.receivedBytes, b.receivedBytes, sum),
    sentBytes: combine(a.sentBytes, b.sentBytes, sum),
    requestCount: combine(a.requestCount, b.requestCount, sum),
    checkFailureCount: combine(a.checkFailureCount, b.checkFailureCount, sum),
  };
}

const sum = (a: number, b: number) => a + b;

function combine(a: number | null, b: number | null, how: (a: number, b: number) => number): number | null {
  return a === null ? b : b === null ? a : how(a, b);
}
