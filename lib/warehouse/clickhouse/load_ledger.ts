/**
 * Which loads count.
 *
 * ClickHouse has no transactions, and a load touches several tables on several nodes. So rows carry the number of their load, and nobody sees them before that number
 * stands in the ledger. A unit is what a load replaces as a whole: a day of a table, a source, or a day of a source. All numbers of a load are written to the
 * ledger in one insert of one block, which goes to one node and is atomic there: that is the commit. Of a unit the highest number counts.
 *
 * Numbers grow: a load takes one that is above all that are committed, beginning with the server's second, so that of two loads of one unit at once the later
 * beginner stays, whole, in all tables. What was written under a number that does not count is never seen, and is dropped some time later.
 *
 * @module
 */
import type { ClickHouseConnection } from "./connection.ts";
import { literal } from "./literal.ts";

/** What a load puts in the place of what was there. */
export interface Unit {
  readonly table: string;
  /** Names the unit among those of its table. */
  readonly name: string;
}

/** A unit with the load that brought it. */
export interface LoadedUnit extends Unit {
  readonly loadId: bigint;
}

/** A unit's loads. */
export interface UnitHistory extends Unit {
  /** The load that counts. */
  readonly latest: bigint;
  /** All that were ever committed and are still known, in descending order. */
  readonly loadIds: readonly bigint[];
}

const SECOND_BITS = 32n;
const RANDOM_LIMIT = 2 ** 32;

/** The second in which a load began, since 1970. */
export function beganAt(loadId: bigint): number {
  return Number(loadId >> SECOND_BITS);
}

/** The committed loads of a warehouse. */
export class LoadLedger {
  readonly #connection: ClickHouseConnection;
  readonly #table: string;

  /** @param table where the numbers stand, for all nodes */
  constructor(connection: ClickHouseConnection, table: string) {
    this.#connection = connection;
    this.#table = table;
  }

  /** Takes numbers for some units, ascending and above all that are committed. */
  async begin(units: readonly Unit[]): Promise<LoadedUnit[]> {
    const lowest = await this.#connection.value<string>(
      `select toString(greatest(max(load_id), toUInt64(toUnixTimestamp(now())) * ${RANDOM_LIMIT})) from ${this.#table}`,
    );
    const [random] = crypto.getRandomValues(new Uint32Array(1));
    const first = BigInt(lowest) + 1n + BigInt(random!);
    return units.map((unit, i) => ({ ...unit, loadId: first + BigInt(i) }));
  }

  /** Makes loads count, all at once; a repeat changes nothing. */
  async commit(units: readonly LoadedUnit[]): Promise<void> {
    if (units.length === 0) return;
    const rows = units.map(({ table, name, loadId }) => `(${literal(table)}, ${literal(name)}, ${loadId})`).join(", ");
    await this.#connection.run(`insert into ${this.#table} (table_name, unit, load_id) values ${rows}`, {
      insert_distributed_sync: 1,
    });
  }

  /** Reads the loads of units; of all of them where none are named. */
  async history(units: readonly Unit[] | null): Promise<UnitHistory[]> {
    const named = (units ?? []).map(({ table, name }) => `(${literal(table)}, ${literal(name)})`).join(", ");
    if (units !== null && units.length === 0) return [];
    const rows = await this.#connection.rows<{ table_name: string; unit: string; load_ids: string[] }>(`
      select table_name, unit, arrayMap(x -> toString(x), arrayReverseSort(groupUniqArray(load_id))) as load_ids
      from ${this.#table}
      ${units === null ? "" : `where (table_name, unit) in (${named})`}
      group by table_name, unit
    `);
    return rows.map(({ table_name, unit, load_ids }) => {
      const loadIds = load_ids.map(BigInt);
      return { table: table_name, name: unit, latest: loadIds[0]!, loadIds };
    });
  }
}
