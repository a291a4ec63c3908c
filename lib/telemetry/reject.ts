/** The `rejects` table: lines that could not be read. Bad rows are data, so none is dropped silently. @module */
import { defineTable, type Row } from "../table/table.ts";

/** Longest text that a reject keeps; a longer line is cut there and its reason tells the full length. */
export const REJECT_TEXT_LIMIT = 2_000;

/** One row a line that could not be read. */
export const REJECTS = defineTable({
  name: "rejects",
  grain: "one row a line that could not be read",
  key: ["source", "line"],
  time: "rejected_at",
  columns: {
    rejected_at: { type: "instant", meaning: "When the ingest met the line." },
    source: { type: "text", meaning: "File that the line was read from." },
    line: { type: "integer", meaning: "Line number in the source, from 1." },
    reason: { type: "text", meaning: "Why the line could not be read." },
    text: { type: "text", meaning: `The line, cut after ${REJECT_TEXT_LIMIT} characters.` },
  },
});

/** One row of `rejects`. */
export type RejectRow = Row<typeof REJECTS>;

/** What a reader returns for a line that it cannot read. */
export class Unreadable {
  /** @param reason why, in words that an operator understands, without the line itself */
  constructor(readonly reason: string) {}
}
