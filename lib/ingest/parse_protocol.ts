/** What the ingest and its workers say to each other, and how a source is opened on either side. @module */
import type { Table } from "../table/table.ts";
import { detectFormat } from "../telemetry/formats.ts";
import { openServerMetricsCsv } from "../telemetry/format/server_metrics_csv.ts";
import type { AddressPolicy } from "../privacy/address_policy.ts";
import type { ReadOptions } from "../telemetry/log_format.ts";
import { Unreadable } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import type { LineChunk } from "./line_chunks.ts";
import { ChunkParser, type ParsedChunk, type RowReader } from "./parse_chunk.ts";

/** All that is needed to open a source again in another thread. */
export interface Opening {
  readonly source: string;
  /** First lines of the source. */
  readonly sample: readonly string[];
  /** Name of a format, or `auto`. */
  readonly formatName: string;
  readonly options: ReadOptions;
  readonly addresses: AddressPolicy;
  /** When the run began, ms since 1970. */
  readonly readAt: number;
}

/** Asks for a chunk to be parsed. */
export interface ParseRequest {
  readonly opening: Opening;
  readonly chunk: LineChunk;
}

/** Answers with its rows. */
export type ParseResponse = ParsedChunk;

/** What a source turned out to be. */
export interface Recognised {
  readonly table: Table;
  readonly reader: RowReader;
  /** Name of the format; null where none fits. */
  readonly format: string | null;
  /** The layout of its fields, for people. */
  readonly layout: string;
  readonly isOrdered: boolean;
  /** Whether the file is an export that is rewritten as a whole, and not a log that grows. */
  readonly isRewritten: boolean;
}

/**
 * Finds out what a source is; of an unknown one every line is unreadable.
 *
 * Server metrics are known by their header, whatever the format of the logs that they are read with.
 */
export function recognise({ sample, formatName, options }: Opening): Recognised {
  const metrics = openServerMetricsCsv(sample, options);
  if (metrics !== null) {
    return {
      ...UNKNOWN,
      table: SERVER_METRICS,
      reader: metrics,
      format: "server_metrics_csv",
      layout: "server_metrics.csv",
    };
  }
  const detected = detectFormat(sample, formatName, options);
  if (detected === null) return UNKNOWN;
  const { format, reader } = detected;
  const { isOrdered = false, isRewritten = false } = format;
  return { table: REQUESTS, reader, format: format.name, layout: reader.layout, isOrdered, isRewritten };
}

const UNKNOWN: Recognised = {
  table: REQUESTS,
  reader: { read: unknownFormat },
  format: null,
  layout: "unknown",
  isOrdered: false,
  isRewritten: false,
};

function unknownFormat(line: string): Unreadable {
  return new Unreadable(
    line.includes("\0") ? "no text: the file is binary" : "no known format: see --format and --layout",
  );
}

/** Makes the parser of a source. */
export function openParser(opening: Opening): ChunkParser {
  const { table, reader } = recognise(opening);
  return new ChunkParser(table, reader, opening);
}
