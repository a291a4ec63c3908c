/** Single requests by day and source, the units in which they are kept. @module */
import type { DuckDb } from "../../duckdb/duckdb.ts";
import { quoteLiteral } from "../../duckdb/quote.ts";
import { isOfDay } from "../../duckdb/time_condition.ts";
import { dayName } from "../../table/day.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import type { UnitRows } from "./load_units.ts";

/** Finds the units of a file of requests: each day of each key. */
export async function requestUnits(
  database: DuckDb,
  path: string,
  keyOfSource: ReadonlyMap<string, string>,
): Promise<UnitRows[]> {
  const sourcesOfKey = Map.groupBy(keyOfSource.keys(), (source) => keyOfSource.get(source)!);
  const units: UnitRows[] = [];
  for (const [key, sources] of sourcesOfKey) {
    const places = sources.map((_, i) => `$${i + 1}`).join(", ");
    const rows = `from ${quoteLiteral(path)} where source in (${places})`;
    const days = await database.rows<{ day: number }>(
      `select distinct date_trunc('day', requested_at)::timestamp as day ${rows} order by day`,
      sources,
    );
    for (const { day } of days) {
      units.push({ table: REQUESTS, name: `${dayName(day)}/${key}`, rows: ofDay(rows, day), parameters: sources });
    }
  }
  return units;
}

/** Tells whether a unit is one of a day, of none of some keys. */
export function unitOfDay(name: string, day: number, exceptKeys: ReadonlySet<string>): boolean {
  const prefix = `${dayName(day)}/`;
  return name.startsWith(prefix) && !exceptKeys.has(name.slice(prefix.length));
}

function ofDay(rows: string, day: number): string {
  return `select * ${rows} and ${isOfDay("requested_at", day)}`;
}
