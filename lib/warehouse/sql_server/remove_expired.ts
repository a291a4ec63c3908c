/** Retention, in steps that are small enough to let others write meanwhile. @module */
import { DAY_MS, dayOf } from "../../table/day.ts";
import type { Table } from "../../table/table.ts";
import { REJECTS } from "../../telemetry/reject.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES } from "../tables.ts";
import type { Retention } from "../warehouse.ts";
import { quoteName } from "./column_type.ts";
import type { SqlServerConnection } from "./connection.ts";
import { instant } from "./instant.ts";

/** Rows a statement. */
const STEP_ROWS = 20_000;

/** What is to be removed. */
export interface Expiry {
  readonly retention: Retention;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Starts of days that stay whatever their age. */
  readonly keptDays: readonly number[];
}

/**
 * Removes the rows of days whose last moment is past their retention.
 *
 * @returns removed rows by table
 */
export async function removeExpired(
  connection: SqlServerConnection,
  { retention: { minutesDays, requestsDays, reportsDays }, now, keptDays }: Expiry,
): Promise<Record<string, number>> {
  const ages: [readonly Table[], number][] = [
    [[...DAILY_TABLES, ...SAMPLE_TABLES], minutesDays],
    [[REJECTS, REQUESTS], requestsDays],
    [RUN_TABLES, reportsDays],
  ];
  const removed: Record<string, number> = {};
  for (const [tables, days] of ages) {
    for (const table of tables) {
      removed[table.name] = await removeBefore(connection, table, dayOf(now - days * DAY_MS), keptDays);
    }
  }
  return removed;
}

async function removeBefore(
  connection: SqlServerConnection,
  { name, time }: Table,
  limit: number,
  keptDays: readonly number[],
): Promise<number> {
  const isKept = keptDays.map((day) => ` and not (${withinDay(time, day)})`).join("");
  const isExpired = `${quoteName(time)} < ${instant(limit)}${isKept}`;
  let removed = 0;
  for (let count = STEP_ROWS; count === STEP_ROWS;) {
    count = await connection.run(`delete top (${STEP_ROWS}) from dbo.${name} where ${isExpired}`);
    removed += count;
  }
  return removed;
}

/** The condition that a moment lies in a day. */
export function withinDay(time: string, day: number): string {
  const column = quoteName(time);
  return `${column} >= ${instant(day)} and ${column} < ${instant(day + DAY_MS)}`;
}
