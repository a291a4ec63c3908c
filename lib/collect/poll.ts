/** Polls endpoints round by round and makes rows of what they say. @module */
import { metricRow, type TimedReading } from "../exporter/metric_row.ts";
import { readPage } from "../exporter/read_page.ts";
import { mergeReadings, type ServerReading } from "../exporter/server_reading.ts";
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { askEndpoint, type Endpoint, nameOf } from "./endpoint.ts";

/** An endpoint that told nothing in a round. */
export interface PollFailure {
  readonly endpoint: string;
  readonly reason: string;
}

/** What a round brought: rows of all servers that were heard of, and who was silent. */
export interface PollRound {
  readonly rows: readonly ServerMetricRow[];
  readonly failures: readonly PollFailure[];
}

/** Polls some endpoints again and again; it keeps the counters of the round before. */
export class Poller {
  readonly #endpoints: readonly Endpoint[];
  /** By endpoint and server: that one endpoint is silent for a round leaves the counters of the others alone. */
  readonly #before = new Map<string, TimedReading>();

  /** @param endpoints whom to ask */
  constructor(endpoints: readonly Endpoint[]) {
    this.#endpoints = endpoints;
  }

  /**
   * Asks all endpoints at once. One that fails never stops the others.
   *
   * @param at moment of the round, ms since 1970
   */
  async poll(at: number): Promise<PollRound> {
    const answers = await Promise.allSettled(this.#endpoints.map(readEndpoint));
    const rows: ServerMetricRow[] = [];
    const failures: PollFailure[] = [];
    answers.forEach((answer, i) => {
      const endpoint = this.#endpoints[i]!;
      if (answer.status === "fulfilled") rows.push(...this.#rowsOf(`${i}`, answer.value, at));
      else failures.push({ endpoint: nameOf(endpoint), reason: reasonOf(answer.reason) });
    });
    return { rows: mergeRows(rows), failures };
  }

  #rowsOf(place: string, readings: readonly ServerReading[], at: number): ServerMetricRow[] {
    return readings.map((reading) => {
      const key = `${place} ${reading.serverId}`;
      const before = this.#before.get(key) ?? null;
      this.#before.set(key, { at, reading });
      return metricRow({ at, reading }, before);
    });
  }
}

async function readEndpoint(endpoint: Endpoint): Promise<ServerReading[]> {
  return mergeReadings(readPage(await askEndpoint(endpoint), endpoint.serverId));
}

/** Makes one row a server where several endpoints know of it; of what two tell, the first one's word counts. */
export function mergeRows(rows: readonly ServerMetricRow[]): ServerMetricRow[] {
  const servers = Map.groupBy(rows, ({ server_id }) => server_id);
  return [...servers.values()].map((ofServer) =>
    ofServer.reduce((first, next) => {
      const entries = Object.entries(next).map((
        [name, value],
      ) => [name, first[name as keyof ServerMetricRow] ?? value]);
      return Object.fromEntries(entries) as ServerMetricRow;
    })
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
