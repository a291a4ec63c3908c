/** What an operator is told about the sources of an ingest. @module */
import { printable } from "../run/log.ts";
import { FORMATS } from "../telemetry/formats.ts";
import type { RejectRow } from "../telemetry/reject.ts";
import type { SourceReport } from "./ingest_sources.ts";

const SHOWN_TEXT = 100;

/** Says for each source what it is and what was read of it, and shows lines that could not be read: one, or some where all are such. */
export function describeSources(sources: readonly SourceReport[]): string {
  return sources.flatMap((source) => [headOf(source), ...detailsOf(source).map((line) => `    ${line}`)]).join("\n");
}

function headOf({ source, format, rowCount, rejectCount }: SourceReport): string {
  const rejects = rejectCount === 0 ? "" : `, ${rejectCount.toLocaleString("en")} unreadable`;
  return `${printable(source)}: ${format ?? "unknown format"}, ${rowCount.toLocaleString("en")} rows${rejects}`;
}

function detailsOf({ format, layout, rowCount, firstRejects }: SourceReport): string[] {
  const shownLayout = format === null || layout === format ? [] : [layout];
  const rejects = rowCount === 0 ? firstRejects : firstRejects.slice(0, 1);
  return [...shownLayout, ...rejects.map(describeReject)].map(printable);
}

function describeReject({ line, reason, text }: RejectRow): string {
  return isBinary(text) ? `line ${line}: ${reason}` : `line ${line}: ${reason}: ${quoted(text)}`;
}

/**
 * Says what is wrong with sources and what to do about it; nothing where all is well.
 *
 * @param formatName the format that was asked for, or `auto`
 */
export function troublesOf(sources: readonly SourceReport[], formatName: string): string[] {
  return sources.flatMap((source) => {
    const isLost = source.rowCount === 0 && (source.damage === null || source.rejectCount > 0);
    const trouble = isLost ? whyNothing(source, formatName) : null;
    return [source.damage, trouble].filter((words) => words !== null);
  });
}

function whyNothing({ source, format, firstRejects }: SourceReport, formatName: string): string {
  const [first] = firstRejects;
  if (first === undefined) return `Cannot find a record in "${source}": it is empty, or a header is all that it holds`;
  if (format !== null) return `Cannot read a record of "${source}" as ${format}: ${first.reason}, see its rejects`;
  if (firstRejects.some(({ text }) => isBinary(text))) {
    return `Cannot read "${source}": it is no text, unpack it or convert it to UTF-8`;
  }
  const tried = formatName === "auto" ? FORMATS.map(({ name }) => name).join(", ") : formatName;
  return `Cannot read "${source}": tried ${tried} on ${quoted(first.text)}; ` +
    "name the format with --format, or its fields with --layout";
}

/** NUL is in binary files and in UTF-16, and in no log. */
function isBinary(text: string): boolean {
  return text.includes("\0");
}

function quoted(text: string): string {
  return `"${text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text}"`;
}
