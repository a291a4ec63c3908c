/** Rows of the tables, made of samples. @module */
import type { AnyRow } from "../../duckdb/table_file.ts";
import { SERVER_HEALTH } from "../../health/server_health.ts";
import { sourceKey } from "../../ingest/source_key.ts";
import { DAY_MS } from "../../table/day.ts";
import type { Column, Table } from "../../table/table.ts";
import { REQUESTS } from "../../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { DAY, PLAIN, type Sample } from "./samples.ts";

/** A row whose columns all have the sample's value of their type, texts as much of it as their column holds. */
export function rowOf(table: Table, sample: Sample): AnyRow {
  const valueOf = ({ type, length }: Column) => {
    const value = sample[type];
    return typeof value === "string" && length !== undefined ? value.slice(0, length) : value;
  };
  return Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, valueOf(column)]));
}

/** A row of `server_health`, so many windows from the day's noon. */
export function healthRow(text: string, window: number, values: AnyRow = {}): AnyRow {
  const instant = DAY + DAY_MS / 2 + window * 300_000;
  return { ...rowOf(SERVER_HEALTH, { ...PLAIN, text, instant }), ...values };
}

/** A row with null wherever null may be. */
export function withNulls(table: Table, sample: Sample): AnyRow {
  const isNull = (name: string) => table.columns[name]!.nullable === true;
  return Object.fromEntries(Object.entries(rowOf(table, sample)).map(([name, v]) => [name, isNull(name) ? null : v]));
}

/** A row of `traffic_minutes`. */
export function minute(values: Partial<Sample>): AnyRow {
  return rowOf(TRAFFIC_MINUTES, { ...PLAIN, ...values });
}

/** A row of `requests` of a source. */
export function request(source: string, sample: Sample): AnyRow {
  return { ...rowOf(REQUESTS, sample), source };
}

/** The key of a source, as its first record tells it. */
export function keyOf(source: string): string {
  return sourceKey(source, "first record");
}

/** A text as key and value of JSON. */
export function jsonOf(text: string): string {
  return JSON.stringify({ [text]: text });
}
