/** What a warehouse tells of itself, and what is wrong with it in words. @module */
import { isCurrent, isNewer, type SchemaVersion, versionName } from "./schema_version.ts";

/** What whoever asks may do there; null where it cannot be told before the tables are made. */
export interface Rights {
  readonly read: boolean | null;
  /** Change rows. */
  readonly write: boolean | null;
  /** Make tables and views. */
  readonly create: boolean | null;
}

/** How full a table is. */
export interface TableState {
  readonly table: string;
  /** Null where the table is missing or may not be read. */
  readonly rowCount: number | null;
  /** Latest instant of its rows, ms since 1970; null where there are none. */
  readonly newestAt: number | null;
}

/** The state of a warehouse, read without changing it. */
export interface Inspection {
  /** Name and version of the engine, such as `DuckDB v1.5.5`. */
  readonly engine: string;
  readonly rights: Rights;
  readonly schema: {
    /** What the warehouse says it has; null where nothing is recorded. */
    readonly recorded: SchemaVersion | null;
    /** What this version of the project makes. */
    readonly expected: SchemaVersion;
  };
  readonly tables: readonly TableState[];
  /** Room that all of it takes; null where the engine does not tell. */
  readonly sizeBytes: number | null;
  /** Room that is left on its fullest disk; null where the engine does not tell. */
  readonly freeBytes: number | null;
}

/** Below this a load of a day may find the disk full. */
const LEAST_FREE_BYTES = 1_000_000_000;

/** Names what is wrong, each with its remedy; nothing where all is well. */
export function problemsIn(inspection: Inspection): string[] {
  return [...schemaProblems(inspection), ...rightProblems(inspection.rights), ...spaceProblems(inspection)];
}

function schemaProblems({ schema: { recorded, expected }, tables }: Inspection): string[] {
  const missing = tables.filter(({ rowCount }) => rowCount === null).map(({ table }) => table);
  if (isNewer(recorded, expected)) {
    return [
      `the schema is version ${versionName(recorded!)}, newer than ${versionName(expected)} of this program: ` +
      "use the newer version of this project that made it, or another --warehouse",
    ];
  }
  if (recorded === null && missing.length === tables.length) {
    return ["there are no tables yet: run `deno task warehouse migrate`, or `deno task pipeline`"];
  }
  if (!isCurrent(recorded, expected)) {
    const found = recorded === null ? "not recorded" : versionName(recorded);
    return [`the schema is ${found}, ${versionName(expected)} is expected: run \`deno task warehouse migrate\``];
  }
  return missing.map((table) => `${table} is missing or may not be read: run \`deno task warehouse migrate\``);
}

/** Says what the user's rights are not enough for: no fault in a user who is to read, or to load, and no more. */
export function limitsOf({ write, create }: Rights): string[] {
  if (write === false) {
    return ["the user may not write: enough for a reader, but `deno task load` needs another user in --warehouse"];
  }
  return create === false
    ? ["the user may not create tables: enough to load, but migrations need another user in --warehouse"]
    : [];
}

function rightProblems({ read }: Rights): string[] {
  return read === false
    ? ["the user may not read: nothing works without; see docs/database_setup.md for least rights"]
    : [];
}

function spaceProblems({ freeBytes }: Inspection): string[] {
  if (freeBytes === null || freeBytes >= LEAST_FREE_BYTES) return [];
  const megabytes = Math.floor(freeBytes / 1e6);
  return [`only ${megabytes} MB are free on its disk: make room, or keep less by --retain-requests-days`];
}
