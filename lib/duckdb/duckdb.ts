/** DuckDB, the one transform engine and the embedded warehouse, behind a few calls. @module */
import { type DuckDBConnection, type DuckDBDataChunk, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { ChunkBytes } from "./chunk_bytes.ts";
import { type PlainValue, toPlain } from "./plain_value.ts";
import { readSql } from "./sql_file.ts";

/** Bounds of a connection. */
export interface DuckDbOptions {
  /** File of the database; absent means in memory. */
  readonly path?: string;
  /** Whether the file is only read, so that several readers may have it open at once. */
  readonly isReadOnly?: boolean;
  /** Memory in MB beyond which intermediate results go to `temporaryFolder`. */
  readonly memoryLimitMb?: number;
  /** Folder for what does not fit into memory. */
  readonly temporaryFolder?: string;
}

/** A value that a query takes as a parameter. */
export type Parameter = string | number | boolean | null | bigint;

/** A connection to a DuckDB database; `await using` closes it. */
export class DuckDb implements AsyncDisposable {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #isBeside: boolean;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection, isBeside: boolean) {
    this.#instance = instance;
    this.#connection = connection;
    this.#isBeside = isBeside;
  }

  /** Opens a database. */
  static async open(options: DuckDbOptions = {}): Promise<DuckDb> {
    const instance = await DuckDBInstance.create(options.path ?? ":memory:", {
      memory_limit: `${options.memoryLimitMb ?? 700}MB`,
      preserve_insertion_order: "false",
      autoinstall_known_extensions: "false",
      ...(options.temporaryFolder === undefined ? {} : { temp_directory: options.temporaryFolder }),
      ...(options.isReadOnly ? { access_mode: "READ_ONLY" } : {}),
    });
    const connection = await instance.connect();
    return await DuckDb.#prepared(instance, connection, false);
  }

  /** Opens another connection to the same database: it has temporary tables of its own, and sees no transaction that is not over. Close it first. */
  async beside(): Promise<DuckDb> {
    return await DuckDb.#prepared(this.#instance, await this.#instance.connect(), true);
  }

  static async #prepared(instance: DuckDBInstance, connection: DuckDBConnection, isBeside: boolean): Promise<DuckDb> {
    await connection.run("set TimeZone = 'UTC'");
    return new DuckDb(instance, connection, isBeside);
  }

  /** Does a piece of work of which others see all or nothing, and of which nothing stays where it throws. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("begin transaction");
    try {
      const result = await work();
      await this.run("commit");
      return result;
    } catch (error) {
      // DuckDB has rolled back itself where the commit failed, and refuses to do so again; what failed is what counts.
      await this.run("rollback").catch(() => {});
      throw error;
    }
  }

  /** Runs one or more statements. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<void> {
    try {
      await (parameters.length === 0
        ? this.#connection.run(sql)
        : this.#connection.run(sql, parameters as DuckDBValue[]));
    } catch (error) {
      throw withStatement(error, sql);
    }
  }

  /** Runs a named SQL file, such as `transforms/kpis`, with values for its `getvariable` parameters. */
  async runFile(name: string, variables: Readonly<Record<string, Parameter>> = {}): Promise<void> {
    for (const [variable, value] of Object.entries(variables)) await this.run(`set variable ${variable} = $1`, [value]);
    await this.run(await readSql(name, "duckdb"));
  }

  /** Runs a query and gives its rows: instants as ms since 1970, sketches as two lists, whole numbers as numbers. */
  async rows<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    try {
      const reader = await this.#connection.runAndReadAll(sql, parameters as DuckDBValue[]);
      return reader.convertRowObjects(toPlain) as R[];
    } catch (error) {
      throw withStatement(error, sql);
    }
  }

  /** Runs a query and gives its only row. */
  async row<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R> {
    const [row] = await this.rows<R>(sql, parameters);
    if (row === undefined) throw new Error(`Cannot read a row of "${sql}": it gave none`);
    return row;
  }

  /** Streams the rows of a query as columns, a few thousand rows at a time; the values are those of {@linkcode rows}. */
  async *columns(sql: string, parameters: readonly Parameter[] = []): AsyncGenerator<PlainValue[][]> {
    for await (const chunk of this.#allChunks(sql, parameters)) yield chunk.getColumns().map(plainColumn);
  }

  /** Streams the rows of a query as the bytes of its columns; the query gives no null. */
  async *bytes(sql: string, parameters: readonly Parameter[] = []): AsyncGenerator<ChunkBytes> {
    for await (const chunk of this.#allChunks(sql, parameters)) yield new ChunkBytes(chunk);
  }

  /** Fills an array, as long as the rows are many, with a query's only column: numbers of the array's type, none of them null. */
  async numbers(sql: string, into: Uint32Array | Float64Array): Promise<void> {
    const bytes = new Uint8Array(into.buffer, into.byteOffset, into.byteLength);
    let filled = 0;
    for await (const chunk of this.#chunks(sql, [])) {
      const values = new ChunkBytes(chunk).fixed(0, into.BYTES_PER_ELEMENT);
      bytes.set(values, filled);
      filled += values.length;
    }
    if (filled !== bytes.length) await this.#refuse(sql, []);
  }

  /** Closes the connection, and the database with the connection that opened it. */
  close(): void {
    this.#connection.closeSync();
    if (!this.#isBeside) this.#instance.closeSync();
  }

  /** Streams chunks and counts their rows: the driver ends a query that fails on its way as one that is done. */
  async *#allChunks(sql: string, parameters: readonly Parameter[]): AsyncGenerator<DuckDBDataChunk> {
    let rowCount = 0;
    for await (const chunk of this.#chunks(sql, parameters)) {
      rowCount += chunk.rowCount;
      yield chunk;
    }
    const { count } = await this.row<{ count: number }>(`select count(*) as count from (${sql})`, parameters);
    if (rowCount !== count) await this.#refuse(sql, parameters);
  }

  /** Runs a query that has ended too early again, for the error that it ended with. */
  async #refuse(sql: string, parameters: readonly Parameter[]): Promise<never> {
    await this.run(`explain analyze ${sql}`, parameters);
    throw withStatement("Cannot read all rows: the query has ended before", sql);
  }

  /** Streams chunks, the next one on its way while one is worked on. */
  async *#chunks(sql: string, parameters: readonly Parameter[]): AsyncGenerator<DuckDBDataChunk> {
    try {
      const result = await this.#connection.stream(sql, parameters as DuckDBValue[]);
      let next = result.fetchChunk();
      for (let chunk = await next; chunk !== null && chunk.rowCount > 0; chunk = await next) {
        next = result.fetchChunk();
        yield chunk;
      }
    } catch (error) {
      throw withStatement(error, sql);
    }
  }

  /** Closes like {@linkcode close}. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }
}

/** A column has values of one type: where the first one is plain, all are. */
function plainColumn(values: DuckDBValue[]): PlainValue[] {
  const first = values.find((value) => value !== null);
  const isPlain = typeof first !== "object" && typeof first !== "bigint";
  return isPlain ? values as PlainValue[] : values.map(toPlain);
}

const STATEMENT_LENGTH = 200;

/** Adds the beginning of the statement to an error that names none. */
function withStatement(error: unknown, sql: string): Error {
  const statement = sql.replaceAll(/^--.*$/gm, "").trim().slice(0, STATEMENT_LENGTH);
  return new Error(`${error instanceof Error ? error.message : error}, in: ${statement}`, { cause: error });
}
