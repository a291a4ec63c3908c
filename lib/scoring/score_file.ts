/** Scores a CSV file into another of the same name. @module */
import { basename } from "@std/path";
import { SCORED_HEADER, ScoredCsv } from "../detection/scored_csv.ts";
import { lineChunks } from "../ingest/line_chunks.ts";
import { Source } from "../ingest/source.ts";
import { PartialFiles } from "../run/partial_files.ts";

const CHUNK_SIZE = 1 << 20;

/** What was in a file. */
export interface ScoredFile {
  readonly rowCount: number;
  /** Rows whose value is no number. */
  readonly missingCount: number;
}

/**
 * Scores a file, plain or gzip, into the folder; its size does not matter, and what was there stays unless all goes well.
 *
 * @param onRows called with the rows scored so far
 * @throws {Error} when the file is empty, damaged or no CSV with timestamp and value; the message names the file and the line
 */
export async function scoreFile(
  path: string,
  folder: string,
  onRows: (count: number) => void = () => {},
): Promise<ScoredFile> {
  const source = new Source(path);
  const target = basename(path);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  using files = new PartialFiles(folder, [target]);
  files.append(target, encoder.encode(`${SCORED_HEADER}\n`));
  const rows = new ScoredRows(path);
  for await (const { bytes, firstLine } of lineChunks(source, CHUNK_SIZE)) {
    files.append(target, encoder.encode(rows.score(decoder.decode(bytes), firstLine)));
    onRows(rows.rowCount);
  }
  if (source.damage !== null) throw new Error(source.damage);
  if (!rows.hasHeader) throw new Error(`Cannot score "${path}": it is empty, a header with timestamp,value is needed`);
  files.finish();
  return rows;
}

/** The rows of one file, with the place of what cannot be read. */
class ScoredRows implements ScoredFile {
  readonly #path: string;
  #csv: ScoredCsv | null = null;
  rowCount = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get hasHeader(): boolean {
    return this.#csv !== null;
  }

  get missingCount(): number {
    return this.#csv?.missingCount ?? 0;
  }

  /** Scores whole lines; a line without a character is no row. */
  score(text: string, firstLine: number): string {
    let scored = "";
    let number = firstLine;
    for (const ended of text.split("\n")) {
      const line = ended.endsWith("\r") ? ended.slice(0, -1) : ended;
      if (line !== "") scored += this.#scoreLine(line, number);
      number++;
    }
    return scored;
  }

  #scoreLine(line: string, number: number): string {
    try {
      if (this.#csv === null) {
        this.#csv = new ScoredCsv(line);
        return "";
      }
      this.rowCount++;
      return `${this.#csv.score(line)}\n`;
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      throw new Error(`Cannot score "${this.#path}", line ${number}: ${cause.message}`, { cause });
    }
  }
}
