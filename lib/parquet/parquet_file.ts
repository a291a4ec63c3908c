/**
 * A Parquet file that is written row group by row group and becomes visible only when it is whole.
 *
 * Why our own: row groups are encoded side by side in workers and only appended here, which no library for this runtime offers; the file is
 * otherwise plain Parquet (format version 1, Zstandard pages) and its tests read it back with DuckDB.
 * Source: Apache Parquet, `parquet.thrift` and `README.md`.
 *
 * @module
 */
import type { Table } from "../table/table.ts";
import { footerOf, MAGIC, type PlacedGroup } from "./footer.ts";
import type { RowGroup } from "./row_group.ts";

/** A Parquet file under a temporary name, renamed when it is finished. What is not finished at its disposal is removed. */
export class ParquetFile implements AsyncDisposable {
  readonly #table: Table;
  readonly #path: string;
  readonly #file: Deno.FsFile;
  readonly #groups: PlacedGroup[] = [];
  #offset = 0;
  #isOpen = true;
  #isFinished = false;

  private constructor(table: Table, path: string, file: Deno.FsFile) {
    this.#table = table;
    this.#path = path;
    this.#file = file;
  }

  /**
   * Starts a file that will be at `path`; what stands there now stays until the new file is whole.
   *
   * @throws {Error} when the file cannot be written; the message names it
   */
  static async create(table: Table, path: string): Promise<ParquetFile> {
    const options = { write: true, create: true, truncate: true };
    const file = await Deno.open(partial(path), options).catch((cause) => unwritable(path, cause));
    await using unusable = new AsyncDisposableStack();
    const parquet = unusable.use(new ParquetFile(table, path, file));
    await parquet.#write(MAGIC);
    unusable.move();
    return parquet;
  }

  /** Appends a row group. */
  async append(group: RowGroup): Promise<void> {
    if (group.rowCount === 0) return;
    this.#groups.push({ offset: this.#offset, rowCount: group.rowCount, chunks: group.chunks });
    await this.#write(group.bytes);
  }

  /** Writes the footer and gives the file its name. */
  async finish(): Promise<void> {
    await this.complete();
    await this.show();
  }

  /** Writes the footer: the file is whole, but not visible yet. */
  async complete(): Promise<void> {
    await this.#write(footerOf(this.#table, this.#groups));
    this.#close();
  }

  /** Gives a file that is whole its name. */
  async show(): Promise<void> {
    await Deno.rename(partial(this.#path), this.#path);
    this.#isFinished = true;
  }

  /** Removes what was written, unless it is finished. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#close();
    if (!this.#isFinished) await Deno.remove(partial(this.#path));
    this.#isFinished = true;
  }

  #close(): void {
    if (this.#isOpen) this.#file.close();
    this.#isOpen = false;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      for (let written = 0; written < bytes.length;) written += await this.#file.write(bytes.subarray(written));
    } catch (cause) {
      unwritable(this.#path, cause);
    }
    this.#offset += bytes.length;
  }
}

/** Finishes files that belong together: none gets its name before all of them are whole. */
export async function finishTogether(files: readonly ParquetFile[]): Promise<void> {
  for (const file of files) await file.complete();
  for (const file of files) await file.show();
}

const partial = (path: string) => `${path}.partial`;

function unwritable(path: string, cause: unknown): never {
  const found = cause instanceof Error ? cause.message : cause;
  throw new Error(`Cannot write "${path}": ${found}; room and the right to write are needed there`, { cause });
}
