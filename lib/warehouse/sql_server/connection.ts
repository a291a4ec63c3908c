/** Connections to a SQL Server: batches, rows, transactions, bulk loads and streams. The only place that knows the driver. @module */
// @ts-types="@types/mssql"
import mssql from "mssql";
import type { Parameter } from "../../duckdb/duckdb.ts";
import type { PlainValue } from "../../duckdb/plain_value.ts";
import type { ColumnType } from "../../table/table.ts";
import { type Patience, retrying, USUAL_PATIENCE } from "../../run/retry.ts";
import { driverConfig } from "./driver_config.ts";
import { isTransientFailure, sqlServerFailure } from "./failure.ts";
import type { SqlServerLocation } from "./location.ts";
import { nameParameters, withoutNul } from "./parameters.ts";
import { plainReader } from "./plain_row.ts";

/** A column of a bulk load; of a digest the values are bytes. */
export interface BulkColumn {
  readonly name: string;
  readonly type: Exclude<ColumnType, "sketch" | "json"> | "digest";
}

/** A value of a bulk load. */
export type BulkValue = string | number | boolean | Date | Uint8Array | null;

/** Some work on one connection, whole or not at all. */
export interface Session {
  run(sql: string, parameters?: readonly Parameter[]): Promise<number>;
  rows<R>(sql: string, parameters?: readonly Parameter[]): Promise<R[]>;
  bulk(table: string, columns: readonly BulkColumn[], rows: BulkValue[][]): Promise<void>;
}

/** A pool of connections to one database. */
export class SqlServerConnection implements AsyncDisposable {
  readonly location: SqlServerLocation;
  readonly patience: Patience;
  readonly #pool: mssql.ConnectionPool;

  private constructor(location: SqlServerLocation, patience: Patience, pool: mssql.ConnectionPool) {
    this.location = location;
    this.patience = patience;
    this.#pool = pool;
  }

  /**
   * Connects to a database.
   *
   * @throws {WarehouseError} when the server cannot be reached or refuses
   */
  static async open(location: SqlServerLocation, patience = USUAL_PATIENCE): Promise<SqlServerConnection> {
    const pool = await retrying(() => connect(location), isTransientFailure, patience);
    return new SqlServerConnection(location, patience, pool);
  }

  /** Runs a statement that may be repeated; returns how many rows it changed. */
  run(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    return this.#retried(sql, () => execute(new mssql.Request(this.#pool), sql, parameters));
  }

  /** Runs a query: instants come as ms since 1970, whole numbers as numbers, sketches as two lists. */
  rows<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return this.#retried(sql, () => select<R>(new mssql.Request(this.#pool), sql, parameters));
  }

  /** Streams the rows of a query; the values are those of {@linkcode rows}. */
  async *stream(sql: string, parameters: readonly Parameter[] = []): AsyncGenerator<Record<string, PlainValue>> {
    const request = bind(new mssql.Request(this.#pool), parameters);
    const stream = request.toReadableStream({ highWaterMark: 1_000 });
    let toPlain = plainReader({});
    request.on("recordset", (columns: mssql.IColumnMetadata) => toPlain = plainReader(columns));
    request.query(nameParameters(sql));
    try {
      for await (const row of stream) yield toPlain(row);
    } catch (error) {
      throw sqlServerFailure(error, sql, this.location);
    } finally {
      request.cancel();
    }
  }

  /**
   * Does some work in a transaction, anew from its beginning where its failure is transient.
   *
   * A connection that is cut while it commits leaves open whether it did, so that the work must give the same rows when it is done twice.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return retrying(() => this.#once(work), isTransientFailure, this.patience);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.close();
  }

  async #once<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const transaction = new mssql.Transaction(this.#pool);
    const described = this.#described;
    await described("begin transaction", () => transaction.begin(mssql.ISOLATION_LEVEL.READ_COMMITTED));
    const session: Session = {
      run: (sql, parameters = []) => described(sql, () => execute(new mssql.Request(transaction), sql, parameters)),
      rows: <R>(sql: string, parameters: readonly Parameter[] = []) =>
        described(sql, () => select<R>(new mssql.Request(transaction), sql, parameters)),
      bulk: (table, columns, rows) =>
        described(`insert bulk ${table}`, () => bulkLoad(new mssql.Request(transaction), table, columns, rows)),
    };
    try {
      const result = await work(session);
      await described("commit", () => transaction.commit());
      return result;
    } catch (error) {
      // A transaction that the server has ended already cannot be rolled back.
      await transaction.rollback().catch(() => {});
      throw error;
    }
  }

  #retried<T>(statement: string, work: () => Promise<T>): Promise<T> {
    return retrying(() => this.#described(statement, work), isTransientFailure, this.patience);
  }

  readonly #described = async <T>(statement: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw sqlServerFailure(error, statement, this.location);
    }
  };
}

async function connect(location: SqlServerLocation): Promise<mssql.ConnectionPool> {
  const pool = new mssql.ConnectionPool(driverConfig(location));
  // A connection that breaks while nobody uses it is replaced; whoever uses it gets the error.
  pool.on("error", () => {});
  try {
    return await pool.connect();
  } catch (error) {
    await pool.close().catch(() => {});
    throw sqlServerFailure(error, "connect", location);
  }
}

function bind(request: mssql.Request, parameters: readonly Parameter[]): mssql.Request {
  for (const [i, value] of parameters.entries()) {
    if (typeof value === "string") request.input(`p${i + 1}`, mssql.NVarChar(mssql.MAX), withoutNul(value));
    else request.input(`p${i + 1}`, value);
  }
  return request;
}

/** Statements without values go as a batch: some, such as `create view`, must stand alone. */
async function execute(request: mssql.Request, sql: string, parameters: readonly Parameter[]): Promise<number> {
  const result = parameters.length === 0
    ? await request.batch(sql)
    : await bind(request, parameters).query(nameParameters(sql));
  return result.rowsAffected.at(-1) ?? 0;
}

async function select<R>(request: mssql.Request, sql: string, parameters: readonly Parameter[]): Promise<R[]> {
  const { recordset } = await bind(request, parameters).query(nameParameters(sql)) as Partial<mssql.IResult<object>>;
  return recordset === undefined ? [] : recordset.map(plainReader(recordset.columns)) as R[];
}

const BULK_TYPES: Readonly<Record<BulkColumn["type"], () => mssql.ISqlType>> = {
  instant: () => mssql.DateTime2(3),
  text: () => mssql.NVarChar(mssql.MAX),
  integer: () => mssql.BigInt(),
  real: () => mssql.Float(),
  boolean: () => mssql.Bit(),
  digest: () => mssql.VarBinary(16),
};

async function bulkLoad(
  request: mssql.Request,
  name: string,
  columns: readonly BulkColumn[],
  rows: BulkValue[][],
): Promise<void> {
  const table = new mssql.Table(name);
  for (const { name, type } of columns) table.columns.add(name, BULK_TYPES[type](), { nullable: true });
  for (const row of rows) table.rows.push(row as unknown as mssql.IRow);
  await request.bulk(table);
}
