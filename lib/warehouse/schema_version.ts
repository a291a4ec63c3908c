/** Which tables and views a warehouse has, as a number that orders versions and a digest that tells them apart. @module */

/** Raised whenever an older version of the project could no longer work with the tables that this one makes. */
export const SCHEMA_VERSION = 1;

/** A state of tables and views. */
export interface SchemaVersion {
  /** Orders states: what has a higher one was made by a newer version of the project. 0 is from before versions were recorded. */
  readonly version: number;
  /** Digest of the statements, which tells apart states of one version. */
  readonly fingerprint: string;
}

/**
 * Names the state that some statements make.
 *
 * @param statements anything that JSON can hold
 *
 * @example
 * ```ts
 * import { assertEquals, assertNotEquals } from "@std/assert";
 * assertEquals(await versionOf(["create table a"]), await versionOf(["create table a"]));
 * assertNotEquals(await versionOf(["create table a"]), await versionOf(["create table b"]));
 * ```
 */
export async function versionOf(statements: unknown): Promise<SchemaVersion> {
  const bytes = new TextEncoder().encode(JSON.stringify(statements));
  const fingerprint = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
  return { version: SCHEMA_VERSION, fingerprint };
}

/** Tells whether a warehouse has the tables and views that are expected; null is one without any. */
export function isCurrent(recorded: SchemaVersion | null, expected: SchemaVersion): boolean {
  return recorded !== null && recorded.version === expected.version && recorded.fingerprint === expected.fingerprint;
}

/** Tells whether a warehouse was made by a newer version of the project; null is one without any tables. */
export function isNewer(recorded: SchemaVersion | null, expected: SchemaVersion): boolean {
  return recorded !== null && recorded.version > expected.version;
}

/** Names a state for people, as `1 (9f86d081)`. */
export function versionName({ version, fingerprint }: SchemaVersion): string {
  return fingerprint === "" ? String(version) : `${version} (${fingerprint.slice(0, 8)})`;
}
