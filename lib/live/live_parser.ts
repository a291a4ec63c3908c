/** Turns the lines of a live source into rows, by the format that its first lines tell. @module */
import { ChunkParser, type ParsedChunk } from "../ingest/parse_chunk.ts";
import { recognise } from "../ingest/parse_protocol.ts";
import type { Reading } from "../ingest/reading.ts";
import type { Table } from "../table/table.ts";
import type { LineBatch } from "./line_batch.ts";

/** What lines became. */
export interface ParsedBatch extends ParsedChunk {
  readonly table: Table;
}

interface Opened {
  readonly table: Table;
  readonly parser: ChunkParser;
  readonly isKnown: boolean;
}

/** Parses one source. */
export class LiveParser {
  readonly #reading: Reading;
  #opened: Opened | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /**
   * Parses some lines. While the format is unknown each batch is another chance to recognise it.
   *
   * @param readAt ms since 1970
   */
  parse(batch: LineBatch, readAt: number): ParsedBatch {
    if (!this.#opened?.isKnown) this.#opened = this.#open(batch, readAt);
    const { table, parser } = this.#opened;
    return { table, ...parser.parse(batch) };
  }

  #open({ source, sample, firstLine }: LineBatch, readAt: number): Opened {
    const { formatName, read, addresses } = this.#reading;
    const { table, reader, format, isOrdered } = recognise({
      source,
      sample,
      formatName,
      options: read,
      addresses,
      readAt,
    });
    // A format whose lines depend on a header has to see it again where reading goes on in the middle of a file.
    if (isOrdered && firstLine > 1) { for (const line of sample) reader.read(line); }
    return { table, parser: new ChunkParser(table, reader, { source, readAt, addresses }), isKnown: format !== null };
  }
}
