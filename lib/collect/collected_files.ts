/** The files that collected rows are kept in: one CSV a UTC day, in the form of `server_metrics.csv`. @module */
import { join } from "@std/path";
import { stringify } from "@std/csv/stringify";
import { dayName, dayOf } from "../table/day.ts";
import { SERVER_METRICS, type ServerMetricRow } from "../telemetry/server_metric.ts";

const COLUMNS = Object.keys(SERVER_METRICS.columns) as (keyof ServerMetricRow)[];
const FOLDER = "collected";
const NAME = /^server_metrics_\d{4}-\d{2}-\d{2}\.csv$/;

/** Names the file of a day. */
export function collectedFile(data: string, at: number): string {
  return join(data, FOLDER, `server_metrics_${dayName(dayOf(at))}.csv`);
}

/**
 * Appends rows of one moment, and returns when they are on the disk.
 *
 * What a crash has cut off gets its line end first, so that it is one unreadable line and no other is damaged.
 *
 * @throws {Error} when there is no room or no right to write; the message names the file
 */
export function appendRows(data: string, rows: readonly ServerMetricRow[]): void {
  if (rows.length === 0) return;
  const path = collectedFile(data, rows[0]!.timestamp);
  try {
    using file = Deno.openSync(path, { append: true, create: true, read: true });
    const { size } = file.statSync();
    const beginning = size === 0 ? `${COLUMNS.join(",")}\n` : endsLine(file, size) ? "" : "\n";
    const bytes = new TextEncoder().encode(
      beginning + stringify(rows.map(fieldsOf), { headers: false }).replaceAll("\r\n", "\n"),
    );
    for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
    file.syncSync();
  } catch (cause) {
    throw new Error(`Cannot write "${path}": ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function endsLine(file: Deno.FsFile, size: number): boolean {
  const last = new Uint8Array(1);
  file.seekSync(size - 1, Deno.SeekMode.Start);
  return file.readSync(last) === 1 && last[0] === 0x0a;
}

function fieldsOf(row: ServerMetricRow): (string | number)[] {
  return COLUMNS.map((name) => name === "timestamp" ? new Date(row.timestamp).toISOString() : row[name] ?? "");
}

/** Lists what was collected on the days from `from` on, ms since 1970, oldest first; none where nothing was. */
export function listCollected(data: string, from: number): string[] {
  const first = `server_metrics_${dayName(dayOf(from))}.csv`;
  try {
    const names = [...Deno.readDirSync(join(data, FOLDER))].map(({ name }) => name);
    return names.filter((name) => NAME.test(name) && name >= first).sort().map((name) => join(data, FOLDER, name));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

/** Removes the days that end before `to`, ms since 1970, and tells how many they were. */
export function removeCollected(data: string, to: number): number {
  const kept = new Set(listCollected(data, to));
  const past = listCollected(data, 0).filter((path) => !kept.has(path));
  for (const path of past) Deno.removeSync(path);
  return past.length;
}
