/** Retention, and what loads have left behind. @module */
import { DAY_MS } from "../../table/day.ts";
import type { Table } from "../../table/table.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES } from "../tables.ts";
import type { Retention } from "../warehouse.ts";
import type { Cluster, Partition } from "./cluster.ts";
import { beganAt, type LoadLedger } from "./load_ledger.ts";
import { quoteName } from "./literal.ts";
import { countedRows } from "./schema.ts";

/** A load that has not committed for so long is dead. */
const LONGEST_LOAD_S = 86_400;

/** A reader that found a number in the ledger has read its rows after so long. */
const LONGEST_READ_S = 600;

/** What is to be removed. */
export interface Expiry {
  readonly retention: Retention;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Starts of days that stay whatever their age. */
  readonly keptDays: readonly number[];
}

/**
 * Drops the partitions of days that are past their retention, and those of loads that count no more or never will.
 *
 * The tables have no TTL: a merge would apply it to old logs as soon as they are loaded, and to days that the run wants kept.
 *
 * @returns removed rows by table
 */
export async function removeExpired(
  cluster: Cluster,
  ledger: LoadLedger,
  { retention, now, keptDays }: Expiry,
): Promise<Record<string, number>> {
  const limits = limitsOf(retention, now);
  const removed: Record<string, number> = {};
  for (const [table, limit] of limits) removed[table.name] = await countBefore(cluster, table, limit, keptDays);
  const limitOf = new Map([...limits].map(([{ name }, limit]) => [name, limit]));
  const isExpired = ({ table, day }: Partition) => day < (limitOf.get(table) ?? -Infinity) && !keptDays.includes(day);
  const { committed, superseded } = await committedLoads(cluster, ledger);
  const nowS = await cluster.entry.value<number>("select toUnixTimestamp(now())");
  const isGarbage = ({ loadId }: Partition) => (
    loadId !== null && (superseded.has(loadId) || (!committed.has(loadId) && beganAt(loadId) < nowS - LONGEST_LOAD_S))
  );
  const isSettled = ({ loadId }: Partition) => loadId === null || committed.has(loadId);
  const partitions = await cluster.partitions();
  await cluster.drop(partitions.filter((partition) => (
    isGarbage(partition) || (isExpired(partition) && isSettled(partition))
  )));
  return removed;
}

/** First moment that each table keeps: a day stays until its last moment is past. */
function limitsOf({ minutesDays, requestsDays, reportsDays }: Retention, now: number): Map<Table, number> {
  const ages: [readonly Table[], number][] = [
    [[...DAILY_TABLES, ...SAMPLE_TABLES], minutesDays],
    [[REJECTS, REQUESTS], requestsDays],
    [RUN_TABLES, reportsDays],
  ];
  const limit = (days: number) => Math.floor((now - days * DAY_MS) / DAY_MS) * DAY_MS;
  return new Map(ages.flatMap(([tables, days]) => tables.map((table) => [table, limit(days)] as const)));
}

async function countBefore(
  { entry }: Cluster,
  table: Table,
  limit: number,
  keptDays: readonly number[],
): Promise<number> {
  const time = quoteName(table.time);
  const kept = keptDays.map((day) => ` and not (${time} >= ${day} and ${time} < ${day + DAY_MS})`).join("");
  const rows = countedRows(table, entry.location, `${time} < ${limit}${kept}`);
  return await entry.value<number>(`select count() from (${rows})`);
}

interface CommittedLoads {
  readonly committed: ReadonlySet<bigint>;
  /** Those in whose place others came, long enough ago that nobody reads them. */
  readonly superseded: ReadonlySet<bigint>;
}

async function committedLoads({ entry }: Cluster, ledger: LoadLedger): Promise<CommittedLoads> {
  const nowS = await entry.value<number>("select toUnixTimestamp(now())");
  const history = await ledger.history(null);
  const old = history.filter(({ latest }) => beganAt(latest) < nowS - LONGEST_READ_S);
  return {
    committed: new Set(history.flatMap(({ loadIds }) => loadIds)),
    superseded: new Set(old.flatMap(({ loadIds }) => loadIds.slice(1))),
  };
}
