/** What a server that speaks T-SQL can and cannot do, found out once. @module */
import { WarehouseError } from "../warehouse.ts";
import type { SqlServerConnection } from "./connection.ts";

/** Differences between servers that the warehouse minds. */
export interface SqlServerCapabilities {
  /** Whether a table can be stored column by column. */
  readonly hasColumnstore: boolean;
  /** Whether readers can be given the rows from before a write, so that nobody waits for the other. */
  readonly hasSnapshotReads: boolean;
}

/** What a server says about itself. */
export interface ServerProperties {
  /** 5 is Azure SQL Database. */
  readonly engine_edition: number | null;
  readonly major_version: number | null;
  /** 1 for Babelfish, null elsewhere. */
  readonly is_babelfish: number | null;
  /** Tier of Azure SQL Database, null elsewhere. */
  readonly service_objective: string | null;
}

/** SQL Server 2017, the first with what the statements use: `concat_ws`, long texts in a columnstore. */
const OLDEST_MAJOR_VERSION = 14;
const AZURE_SQL_DATABASE = 5;

const QUESTION = `select
    cast(serverproperty('EngineEdition') as int) as engine_edition,
    cast(serverproperty('ProductMajorVersion') as int) as major_version,
    cast(serverproperty('Babelfish') as int) as is_babelfish,
    cast(databasepropertyex(db_name(), 'ServiceObjective') as nvarchar(64)) as service_objective`;

/**
 * Asks a server what it can do.
 *
 * @throws {WarehouseError} for a server older than SQL Server 2017
 */
export async function readCapabilities(connection: SqlServerConnection): Promise<SqlServerCapabilities> {
  const [properties] = await connection.rows<ServerProperties>(QUESTION);
  return capabilitiesOf(properties!);
}

/**
 * Concludes what a server can do from what it says about itself.
 *
 * Every edition of SQL Server 2017 and later has columnstores; Azure SQL Database from S3 on; Babelfish has none.
 *
 * @throws {WarehouseError} for a server older than SQL Server 2017
 */
export function capabilitiesOf(
  { engine_edition, major_version, is_babelfish, service_objective }: ServerProperties,
): SqlServerCapabilities {
  if (is_babelfish === 1) return { hasColumnstore: false, hasSnapshotReads: false };
  if (engine_edition === AZURE_SQL_DATABASE) {
    return { hasColumnstore: !/^(basic|s[0-2])$/i.test(service_objective ?? ""), hasSnapshotReads: true };
  }
  if (major_version !== null && major_version < OLDEST_MAJOR_VERSION) {
    throw new WarehouseError(
      `Cannot use this SQL Server: its version is ${major_version}, SQL Server 2017 (${OLDEST_MAJOR_VERSION}) or later is needed`,
    );
  }
  return { hasColumnstore: true, hasSnapshotReads: true };
}
