/**
 * The rows of `request_logs.csv`, in the order of its columns. `timestamp` is the start of the request in UTC, `response_time_ms` has one decimal, and
 * `retry_rate` is 1 for a client's retry and 0 otherwise, so that its mean is the share of retries.
 *
 * @module
 */
import type { Population } from "./client.ts";
import { CsvBytes } from "./csv_bytes.ts";
import { csvField } from "./csv_field.ts";
import type { Fleet } from "./fleet.ts";
import { METHODS } from "./method.ts";
import { MINUTE_MS } from "./plan.ts";
import type { SyntheticRequest } from "./request.ts";

const COMMA = 44;
const POINT = 46;
const LETTER_Z = 90;
const TIMESTAMP_TO_MINUTE = "2026-01-05T00:00:".length;
const MOST_ROW_BYTES = 400;

/** Writes requests as CSV. */
export class RequestCsv {
  readonly #csv = new CsvBytes();
  /** `,web-01,us-east,` of each server. */
  readonly #servers: readonly Uint8Array[];
  /** `GET,` of each method. */
  readonly #methods: readonly Uint8Array[];
  /** `,10.16.0.1,` of each client. */
  readonly #addresses: readonly Uint8Array[];
  /** The agent and line end of each agent. */
  readonly #agents: readonly Uint8Array[];
  readonly #agentOf: Uint8Array;
  #minuteAt = 0;
  #minute = new Uint8Array(TIMESTAMP_TO_MINUTE);

  constructor(fleet: Fleet, population: Population) {
    const encoder = new TextEncoder();
    this.#servers = fleet.servers.map(({ id, region }) => encoder.encode(`,${id},${fleet.regions[region]!.name},`));
    this.#methods = METHODS.map(({ name }) => encoder.encode(`${name},`));
    this.#addresses = population.addresses.map((address) => encoder.encode(`,${address},`));
    this.#agents = population.agents.map((agent) => encoder.encode(`${csvField(agent)}\n`));
    this.#agentOf = population.agentOf;
  }

  /** Bytes written since the last `take`. */
  get length(): number {
    return this.#csv.length;
  }

  /** Opens the minute that the next requests start in. */
  openMinute(at: number): void {
    this.#minuteAt = at;
    this.#minute = new TextEncoder().encode(new Date(at).toISOString().slice(0, TIMESTAMP_TO_MINUTE));
  }

  /** Writes one request of the open minute. */
  write(request: SyntheticRequest): void {
    const csv = this.#csv;
    csv.reserve(MOST_ROW_BYTES);
    this.#writeTimestamp(request.at - this.#minuteAt);
    csv.writeText(this.#servers[request.server]!);
    csv.writeText(this.#methods[request.method]!);
    csv.writePadded(request.status, 3);
    csv.writeCharacter(COMMA);
    this.#writeTenths(Math.round(10 * request.durationMs));
    csv.writeCharacter(COMMA);
    csv.writePadded(request.retry > 0 ? 1 : 0, 1);
    csv.writeCharacter(COMMA);
    csv.writeInteger(request.sentBytes);
    csv.writeText(this.#addresses[request.client]!);
    csv.writeText(this.#agents[this.#agentOf[request.client]!]!);
  }

  /** Hands over the rows written so far; the caller owns the bytes. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#csv.take();
  }

  #writeTimestamp(offsetMs: number): void {
    if (offsetMs < 0 || offsetMs >= MINUTE_MS) throw new RangeError("Cannot write request: it is of another minute");
    const seconds = Math.floor(offsetMs / 1_000);
    this.#csv.writeText(this.#minute);
    this.#csv.writePadded(seconds, 2);
    this.#csv.writeCharacter(POINT);
    this.#csv.writePadded(offsetMs - 1_000 * seconds, 3);
    this.#csv.writeCharacter(LETTER_Z);
  }

  #writeTenths(tenths: number): void {
    const whole = Math.floor(tenths / 10);
    this.#csv.writeInteger(whole);
    this.#csv.writeCharacter(POINT);
    this.#csv.writePadded(tenths - 10 * whole, 1);
  }
}
