/** Refuses to touch what a newer version of the project has made. @module */
import { isNewer, type SchemaVersion } from "./schema_version.ts";
import { WarehouseError } from "./warehouse.ts";

/**
 * Passes what is as old as this version or older.
 *
 * @param place the warehouse's location for people
 * @throws {WarehouseError} for a newer one, because its tables may have columns that this version does not fill
 */
export function requireNotNewer(recorded: SchemaVersion | null, expected: SchemaVersion, place: string): void {
  if (!isNewer(recorded, expected)) return;
  throw new WarehouseError(
    `Cannot use the warehouse at ${place}: its schema is version ${recorded?.version}, this program knows up to ` +
      `${expected.version}; use the newer version of this project that made it, or another --warehouse`,
  );
}
