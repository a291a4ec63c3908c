/** Labelled series as CSV, as the public collections have them. @module */
import { CsvLine, readCsvHeader } from "../telemetry/syntax/csv_line.ts";
import { parseTimestamp } from "../telemetry/value/timestamp.ts";
import type { LabelledSeries, LabelledWindow } from "./labelled_series.ts";

/** The columns of one file; a value that is no number is NaN, a row without a label is none of an incident. */
interface Columns {
  readonly at: Float64Array;
  readonly values: Float64Array;
  readonly labels: Uint8Array;
}

/**
 * Reads a series whose incidents are the runs of rows with a `label` of 1.
 *
 * @throws {SyntaxError} when the text is no CSV with timestamp, value and label
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readLabelledCsv } from "./labelled_csv.ts";
 *
 * const text = "timestamp,value,label\n2026-01-05T00:00:00Z,7,0\n2026-01-05T01:00:00Z,90,1\n";
 * assertEquals(readLabelledCsv("a", text).windows, [{ first: 1, last: 1 }]);
 * ```
 */
export function readLabelledCsv(name: string, text: string): LabelledSeries {
  const { at, values, labels } = readColumns(name, text, ["timestamp", "value", "label"]);
  return { name, at, values, windows: runsOf(labels) };
}

/**
 * Reads a series whose incidents are spans of time, from a first to a last moment.
 *
 * @param spans first and last moment of each incident, as text, ascending
 * @throws {SyntaxError} when the text is no CSV with timestamp and value
 */
export function readSpannedCsv(
  name: string,
  text: string,
  spans: readonly (readonly [string, string])[],
): LabelledSeries {
  const { at, values } = readColumns(name, text, ["timestamp", "value"]);
  const windows = spans.map(([from, to]) => ({
    first: at.findIndex((moment) => moment >= parseTimestamp(from, "UTC")),
    last: at.findLastIndex((moment) => moment <= parseTimestamp(to, "UTC")),
  }));
  return { name, at, values, windows };
}

function readColumns(name: string, text: string, wanted: readonly string[]): Columns {
  const [header = "", ...lines] = text.split("\n").map((line) => line.trimEnd()).filter((line) => line !== "");
  const names = readCsvHeader(header) ?? [];
  const places = ["timestamp", "value", "label"].map((column) => names.indexOf(column));
  const missing = wanted.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new SyntaxError(`Cannot read "${name}": its header lacks ${missing.join(", ")}`);
  const columns: Columns = {
    at: new Float64Array(lines.length),
    values: new Float64Array(lines.length),
    labels: new Uint8Array(lines.length),
  };
  const csv = new CsvLine();
  lines.forEach((line, row) => {
    const problem = csv.load(line);
    if (problem !== null) throw new SyntaxError(`Cannot read "${name}", line ${row + 2}: ${problem}`);
    columns.at[row] = parseTimestamp(csv.text(places[0]!) ?? "", "UTC");
    columns.values[row] = csv.number(places[1]!) ?? NaN;
    columns.labels[row] = csv.number(places[2]!) === 1 ? 1 : 0;
  });
  return columns;
}

function runsOf(labels: Uint8Array): LabelledWindow[] {
  const windows: LabelledWindow[] = [];
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === 0) continue;
    const first = row;
    while (labels[row + 1] === 1) row++;
    windows.push({ first, last: row });
  }
  return windows;
}
