/** Turns a chunk of lines into encoded rows; pure, so that it runs in a worker and in a test alike. @module */
import { RowGroupBuilder } from "../parquet/row_group.ts";
import type { RowGroup } from "../parquet/row_group.ts";
import type { Table } from "../table/table.ts";
import { REJECT_TEXT_LIMIT, type RejectRow, REJECTS, Unreadable } from "../telemetry/reject.ts";
import { routeOf } from "../telemetry/route.ts";
import { LINE_LIMIT, type LineChunk } from "./line_chunks.ts";

/** Rejects of a source that are shown to the operator at once; all of them are in the table. */
export const SHOWN_REJECTS = 3;

/** A reader of lines that become rows of some table. */
export interface RowReader {
  /** Reads a line: a row, why there is none, or null for a line that is no record. */
  read(line: string): object | Unreadable | null;
}

/** What the lines of a chunk became. */
export interface ParsedChunk {
  readonly rows: RowGroup;
  readonly rejects: RowGroup;
  /** The first few rejects, to be shown. */
  readonly firstRejects: readonly RejectRow[];
}

/** Where the lines come from and when they were read. */
export interface Origin {
  readonly source: string;
  readonly readAt: number;
}

const decoder = new TextDecoder();

/** Makes the function that parses the chunks of one source into rows of `table`. */
export function chunkParser(table: Table, reader: RowReader, origin: Origin): (chunk: LineChunk) => ParsedChunk {
  const added = ["route", "source", "line"].filter((name) => name in table.columns);
  const rows = new RowGroupBuilder(table, added);
  const rejects = new RowGroupBuilder(REJECTS);
  const firstRejects: RejectRow[] = [];
  const { source, readAt } = origin;

  const parseLine = (text: string, line: number) => {
    const row = text.length > LINE_LIMIT ? new Unreadable(`longer than ${LINE_LIMIT} characters`) : reader.read(text);
    if (row === null) return;
    if (row instanceof Unreadable) {
      const cut = text.slice(0, REJECT_TEXT_LIMIT);
      const reject: RejectRow = { rejected_at: readAt, source, line, reason: row.reason, text: cut };
      rejects.append(reject);
      if (firstRejects.length < SHOWN_REJECTS) firstRejects.push(reject);
    } else {
      const path = (row as { path?: string | null }).path;
      rows.append(row, { route: typeof path === "string" ? routeOf(path) : null, source, line });
    }
  };

  return ({ bytes, firstLine }) => {
    forEachLine(decoder.decode(bytes), firstLine, parseLine);
    return { rows: rows.finish(), rejects: rejects.finish(), firstRejects: firstRejects.splice(0) };
  };
}

/** Calls back for each line that is not blank, without its line end. */
function forEachLine(text: string, firstLine: number, callback: (text: string, line: number) => void): void {
  let line = firstLine;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const trimmed = end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    if (trimmed > start) callback(text.slice(start, trimmed), line);
    start = end + 1;
  }
}
