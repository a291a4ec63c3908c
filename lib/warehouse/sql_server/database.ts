/** The database of a warehouse, which may be missing until it is migrated. @module */
import { type Patience, USUAL_PATIENCE } from "../../run/retry.ts";
import { WarehouseError } from "../warehouse.ts";
import { readCapabilities, type SqlServerCapabilities } from "./capability.ts";
import { quoteName } from "./column_type.ts";
import { SqlServerConnection } from "./connection.ts";
import { CANNOT_OPEN_DATABASE } from "./failure.ts";
import type { SqlServerLocation } from "./location.ts";

/** The database that every server has. */
const MASTER = "master";

/** A database that is there, or a server on which it is missing. */
export class SqlServerDatabase implements AsyncDisposable {
  readonly location: SqlServerLocation;
  readonly capabilities: SqlServerCapabilities;
  #connection: SqlServerConnection;

  private constructor(
    location: SqlServerLocation,
    connection: SqlServerConnection,
    capabilities: SqlServerCapabilities,
  ) {
    this.location = location;
    this.capabilities = capabilities;
    this.#connection = connection;
  }

  /**
   * Connects to a database, or where it is missing to its server.
   *
   * @throws {WarehouseError} when the server cannot be reached, refuses or is too old
   */
  static async open(location: SqlServerLocation, patience: Patience = USUAL_PATIENCE): Promise<SqlServerDatabase> {
    await using opening = new AsyncDisposableStack();
    const connection = opening.use(await connect(location, patience));
    const database = new SqlServerDatabase(location, connection, await readCapabilities(connection));
    opening.move();
    return database;
  }

  /** Whether there is no such database yet. */
  get isMissing(): boolean {
    return this.#connection.location.database !== this.location.database;
  }

  /** The connection to the database, or to the server where it is missing. */
  get connection(): SqlServerConnection {
    return this.#connection;
  }

  /**
   * Makes the database where it is missing; of two first loaders at once, one finds it there.
   *
   * @throws {WarehouseError} when the login may not do so
   */
  async make(): Promise<void> {
    if (!this.isMissing) return;
    await using server = this.#connection;
    const name = quoteName(this.location.database);
    try {
      await server.run(`create database ${name}`);
      if (this.capabilities.hasSnapshotReads) {
        await server.run(`alter database ${name} set read_committed_snapshot on`);
      }
    } catch (error) {
      if (!await isThere(server, this.location)) throw error;
    }
    this.#connection = await SqlServerConnection.open(this.location, server.patience);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
  }
}

async function connect(location: SqlServerLocation, patience: Patience): Promise<SqlServerConnection> {
  try {
    return await SqlServerConnection.open(location, patience);
  } catch (refusal) {
    if (!hasCode(refusal, CANNOT_OPEN_DATABASE)) throw refusal;
    return await connectToServer(location, patience, refusal);
  }
}

/** A login that is refused everywhere is passed on. A database that is there may have been made since it was missing: a login that it refuses is refused again. */
async function connectToServer(
  location: SqlServerLocation,
  patience: Patience,
  refusal: unknown,
): Promise<SqlServerConnection> {
  await using opening = new AsyncDisposableStack();
  const server = await SqlServerConnection.open({ ...location, database: MASTER }, patience).catch((error) => {
    throw hasCode(error, CANNOT_OPEN_DATABASE) ? refusal : error;
  });
  opening.use(server);
  if (await isThere(server, location)) return await SqlServerConnection.open(location, patience);
  opening.move();
  return server;
}

async function isThere(server: SqlServerConnection, { database }: SqlServerLocation): Promise<boolean> {
  const [found] = await server.rows<{ id: number | null }>("select db_id($1) as id", [database]);
  return found!.id !== null;
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof WarehouseError && codes.includes(error.failed?.code ?? "");
}
