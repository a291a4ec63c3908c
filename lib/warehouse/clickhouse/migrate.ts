/** Makes or mends the tables and views of every node. @module */
import { WarehouseError } from "../warehouse.ts";
import type { Cluster } from "./cluster.ts";
import type { ClickHouseConnection } from "./connection.ts";
import { literal } from "./literal.ts";
import { readSchema, type Schema } from "./schema.ts";

/** The codes of a table that is not there. */
const UNKNOWN_TABLE_CODES = ["60", "81"];

/**
 * Makes what is missing on each node; a node that has this version already is left alone.
 *
 * Views of another version are made anew one after the other, so that a reader may miss one for a moment; first loaders at once do not get into each other's way.
 */
export async function migrate({ entry, nodes }: Cluster): Promise<void> {
  const schema = await readSchema(entry.location);
  const fingerprint = await fingerprintOf(schema);
  for (const node of nodes) {
    const found = await recordedFingerprint(node);
    if (found !== fingerprint) await apply(node, schema, { fingerprint, isUpgrade: found !== null });
  }
}

interface Version {
  readonly fingerprint: string;
  readonly isUpgrade: boolean;
}

async function apply(node: ClickHouseConnection, schema: Schema, { fingerprint, isUpgrade }: Version): Promise<void> {
  for (const statement of schema.tables) await node.run(statement);
  for (const [name, statement] of Object.entries(schema.views)) {
    if (isUpgrade) await node.run(`drop table if exists ${name}`);
    await node.run(statement);
  }
  await node.run(`insert into schema_versions_local (fingerprint, applied_at) values (${literal(fingerprint)}, now())`);
}

async function recordedFingerprint(node: ClickHouseConnection): Promise<string | null> {
  const sql = "select fingerprint from schema_versions_local order by applied_at desc limit 1";
  try {
    const [row] = await node.rows<{ fingerprint: string }>(sql);
    return row?.fingerprint ?? null;
  } catch (error) {
    if (error instanceof WarehouseError && UNKNOWN_TABLE_CODES.includes(error.failed?.code ?? "")) return null;
    throw error;
  }
}

async function fingerprintOf(schema: Schema): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(schema));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
