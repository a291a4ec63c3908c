/** The nodes that a warehouse is spread over. @module */
import { WarehouseError } from "../warehouse.ts";
import { ClickHouseConnection } from "./connection.ts";
import { quoteName } from "./literal.ts";
import { atHost, type ClickHouseLocation } from "./location.ts";
import type { Patience } from "../../run/retry.ts";

/** A partition of a table on one node. */
export interface Partition {
  readonly node: ClickHouseConnection;
  /** Name of the table without `_local`. */
  readonly table: string;
  /** Start of its day, ms since 1970. */
  readonly day: number;
  /** The load that brought it; null in tables whose rows go by their key. */
  readonly loadId: bigint | null;
  readonly id: string;
}

/** All nodes, with one of them to ask for what concerns all. */
export class Cluster implements AsyncDisposable {
  readonly entry: ClickHouseConnection;
  readonly nodes: readonly ClickHouseConnection[];
  readonly #location: ClickHouseLocation;

  private constructor(entry: ClickHouseConnection, nodes: readonly ClickHouseConnection[]) {
    this.entry = entry;
    this.nodes = nodes;
    this.#location = entry.location;
  }

  /**
   * Finds the nodes: those of the cluster, each at the port of the URL, or the one of the URL alone. Their database may be missing still.
   *
   * @throws {WarehouseError} when a node cannot be reached or the cluster is unknown
   */
  static async open(location: ClickHouseLocation, patience?: Patience): Promise<Cluster> {
    await using first = new ClickHouseConnection({ ...location, database: "default" }, patience);
    const locations = location.cluster === null
      ? [location]
      : (await hostsOf(first, location.cluster)).map((host) => atHost(location, host));
    if (location.cluster === null) await first.run("select 1");
    const nodes = locations.map((node) => new ClickHouseConnection(node, patience));
    return new Cluster(new ClickHouseConnection(location, patience), nodes);
  }

  /** Makes the database on each node where it is missing. */
  async makeDatabase(): Promise<void> {
    const { database } = this.#location;
    for (const { location, patience } of this.nodes) {
      await using node = new ClickHouseConnection({ ...location, database: "default" }, patience);
      const known = await node.rows("select name from system.databases where name = $1", [database]);
      if (known.length === 0) await node.run(`create database if not exists ${quoteName(database)}`);
    }
  }

  /** Lists the partitions that hold rows. */
  async partitions(): Promise<Partition[]> {
    const ofNodes = await Promise.all(this.nodes.map(async (node) => {
      const rows = await node.rows<{ table: string; id: string }>(
        "select distinct table, partition_id as id from system.parts where database = $1 and active and table like '%_local'",
        [this.#location.database],
      );
      return rows.flatMap(({ table, id }) => partitionOf(node, table, id) ?? []);
    }));
    return ofNodes.flat();
  }

  /** Drops partitions; one that is gone already is none of the trouble. */
  async drop(partitions: readonly Partition[]): Promise<void> {
    for (const { node, table, id } of partitions) {
      await node.run(`alter table ${table}_local drop partition id '${id}'`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.entry, ...this.nodes].map((node) => node[Symbol.asyncDispose]()));
  }
}

async function hostsOf(first: ClickHouseConnection, cluster: string): Promise<string[]> {
  const rows = await first.rows<{ cluster: string; host_name: string }>(
    "select cluster, host_name from system.clusters order by cluster, shard_num, replica_num",
  );
  const hosts = rows.filter((row) => row.cluster === cluster).map((row) => row.host_name);
  if (hosts.length > 0) return [...new Set(hosts)];
  const known = [...new Set(rows.map((row) => row.cluster))].join(", ") || "none";
  throw new WarehouseError(`Cannot open the warehouse: the server knows no cluster "${cluster}", it knows ${known}`);
}

/** Reads `20261122-7890`, a day and a load, or a day alone; null for what is no partition of days. */
function partitionOf(node: ClickHouseConnection, table: string, id: string): Partition | null {
  const [, year, month, dayOfMonth, loadId] = /^(\d{4})(\d\d)(\d\d)(?:-(\d+))?$/.exec(id) ?? [];
  if (year === undefined) return null;
  const day = Date.UTC(Number(year), Number(month) - 1, Number(dayOfMonth));
  return { node, table: table.replace(/_local$/, ""), day, loadId: loadId === undefined ? null : BigInt(loadId), id };
}
