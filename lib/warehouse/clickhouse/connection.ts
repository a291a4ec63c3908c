/** A connection to one node: statements, rows, inserts and streams. The only place that knows the driver. @module */
import { Readable } from "node:stream";
import { type ClickHouseClient, ClickHouseLogLevel, type ClickHouseSettings, createClient } from "@clickhouse/client";
import type { Parameter } from "../../duckdb/duckdb.ts";
import { failureOf, isTransient } from "./failure.ts";
import { bindParameters, withoutSemicolon } from "./literal.ts";
import type { ClickHouseLocation } from "./location.ts";
import { readRows, type ResultTable } from "./result_rows.ts";
import { type Patience, retrying, USUAL_PATIENCE } from "../../run/retry.ts";

/** A statement on a billion rows takes its time. */
const TIMEOUT_MS = 600_000;

/** The fastest level: columns of numbers shrink to a fifth, and the loader stays ahead of the server. */
const GZIP_LEVEL = 1;

/** A node, spoken to over HTTP. */
export class ClickHouseConnection implements AsyncDisposable {
  readonly location: ClickHouseLocation;
  readonly patience: Patience;
  readonly #client: ClickHouseClient;

  constructor(location: ClickHouseLocation, patience: Patience = USUAL_PATIENCE) {
    this.location = location;
    this.patience = patience;
    this.#client = createClient({
      url: location.url,
      username: location.username,
      password: location.password,
      database: location.database,
      application: "load-balancer-observability",
      request_timeout: TIMEOUT_MS,
      compression: { request: { codec: "gzip", level: GZIP_LEVEL }, response: true },
      log: { level: ClickHouseLogLevel.OFF },
    });
  }

  /** Runs a statement that gives no rows and may be repeated. */
  async run(statement: string, settings: ClickHouseSettings = {}): Promise<void> {
    await this.#try(statement, () => this.#client.command({ query: statement, clickhouse_settings: settings }));
  }

  /** Runs a query; see {@linkcode readRows} for its values. */
  async rows<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    const query = withoutSemicolon(bindParameters(sql, parameters));
    return await this.#try(query, async () => {
      const result = await this.#client.query({
        query,
        format: "JSONCompact",
        clickhouse_settings: { wait_end_of_query: 1 },
      });
      return readRows<R>(await result.json() as ResultTable);
    });
  }

  /** Runs a query and gives its only value. */
  async value<T>(sql: string, parameters: readonly Parameter[] = []): Promise<T> {
    const [row] = await this.rows<Record<string, T>>(sql, parameters);
    return Object.values(row!)[0]!;
  }

  /** Streams what a query gives as one JSON object a line. */
  async *stream(sql: string, parameters: readonly Parameter[] = []): AsyncGenerator<Uint8Array> {
    const query = withoutSemicolon(bindParameters(sql, parameters));
    try {
      const { stream } = await this.#client.exec({
        query: `${query} format JSONEachRow`,
        clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
      });
      yield* stream;
    } catch (error) {
      throw failureOf(error, query, this.location);
    }
  }

  /**
   * Inserts blocks in the format Native, once: whoever asks for a repeat must know what it does to rows that have arrived.
   *
   * @throws {unknown} what the blocks throw while they are made
   */
  async insert(table: string, blocks: AsyncIterable<Uint8Array>): Promise<void> {
    const query = `insert into ${table} format Native`;
    let ofBlocks: { readonly error: unknown } | null = null;
    const watched = async function* () {
      try {
        yield* blocks;
      } catch (error) {
        ofBlocks = { error };
        throw error;
      }
    };
    try {
      const values = Readable.from(watched(), { objectMode: false });
      const { stream } = await this.#client.exec({
        query,
        values,
        clickhouse_settings: { insert_distributed_sync: 1 },
      });
      for await (const _ of stream);
    } catch (error) {
      if (ofBlocks !== null) throw (ofBlocks as { readonly error: unknown }).error;
      throw failureOf(error, query, this.location);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }

  #try<T>(statement: string, work: () => Promise<T>): Promise<T> {
    const described = () => work().catch((error) => Promise.reject(failureOf(error, statement, this.location)));
    return retrying(described, isTransient, this.patience);
  }
}
