/** A series as the lines of a CSV file, scored line by line. @module */
import { CsvLine, readCsvHeader } from "../telemetry/syntax/csv_line.ts";
import { parseTimestamp } from "../telemetry/value/timestamp.ts";
import { SeriesDetector } from "./series_detector.ts";

/** The header of what is written. */
export const SCORED_HEADER = "timestamp,value,anomaly_score,p_value";

/** Digits of a score that are written. */
const PRECISION = 6;

/**
 * Scores the rows of one file with the columns `timestamp` and `value`, in any order and beside others.
 *
 * A timestamp is ISO 8601, in UTC where it has no offset, or a count of seconds or milliseconds since 1970.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { ScoredCsv } from "./scored_csv.ts";
 *
 * const csv = new ScoredCsv("timestamp,value");
 * assertEquals(csv.score("2026-01-05 12:00:00,17"), "2026-01-05 12:00:00,17,0,1");
 * ```
 */
export class ScoredCsv {
  readonly #detector = new SeriesDetector();
  readonly #line = new CsvLine();
  readonly #timestamp: number;
  readonly #value: number;
  #missingCount = 0;

  /** @throws {SyntaxError} when the header lacks a column */
  constructor(header: string) {
    const names = readCsvHeader(header) ?? [];
    this.#timestamp = names.indexOf("timestamp");
    this.#value = names.indexOf("value");
    if (this.#timestamp >= 0 && this.#value >= 0) return;
    throw new SyntaxError(
      `its first line is ${JSON.stringify(header.slice(0, 80))}, a header with timestamp and value is needed`,
    );
  }

  /** Rows whose value is no number; they have the score 0 and the p-value 1. */
  get missingCount(): number {
    return this.#missingCount;
  }

  /**
   * Scores the next row. Timestamp and value are written as they were read.
   *
   * @throws {SyntaxError} when the line is no CSV
   */
  score(line: string): string {
    const problem = this.#line.load(line);
    if (problem !== null) throw new SyntaxError(problem);
    const timestamp = this.#field(this.#timestamp);
    const value = this.#field(this.#value);
    const number = value === "" ? NaN : this.#line.number(this.#value) ?? NaN;
    if (!Number.isFinite(number)) this.#missingCount++;
    this.#detector.push(parseTimestamp(timestamp, "UTC"), number);
    const { anomalyScore, pValue } = this.#detector;
    return `${csvField(timestamp)},${csvField(value)},${written(anomalyScore)},${written(pValue)}`;
  }

  #field(index: number): string {
    return index < this.#line.fieldCount ? this.#line.text(index) ?? "" : "";
  }
}

function written(score: number): string {
  return score === 0 || score === 1 ? String(score) : String(Number(score.toPrecision(PRECISION)));
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
