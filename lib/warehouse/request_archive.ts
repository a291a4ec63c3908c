/**
 * Single requests as Parquet files, `requests/day=2026-11-22/source_key=…/`, beside the embedded warehouse.
 *
 * A day's files of a source are replaced as a whole, so that reading a log again never doubles it, and a log that has grown, was rotated or was compressed is still
 * the same source: see `source_key.ts`.
 *
 * @module
 */
import { join } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { SQL_TYPES } from "../duckdb/sql_type.ts";
import { DAY_MS, dayName } from "../table/day.ts";
import { REQUESTS } from "../telemetry/request.ts";

const STAGING = ".staging";
/** Single requests by day and source. */
export class RequestArchive {
  readonly #folder: string;

  /** @param folder where the days are */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Names the files of a day, but for some sources. */
  filesOfDay(day: number, exceptKeys: ReadonlySet<string> = new Set()): Promise<string[]> {
    return this.#filesIn(`day=${dayName(day)}`, exceptKeys);
  }

  /** Room that all files take. */
  async sizeBytes(): Promise<number> {
    const sizes = await Promise.all((await this.#files()).map(async (file) => (await Deno.stat(file)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  /** Makes the view `requests` over all files, or an empty one where there are none. */
  async createView(database: DuckDb): Promise<void> {
    const files = await this.#files();
    const source = files.length > 0 ? `select * from ${readAll(files)}` : `select ${emptyColumns()} where false`;
    await database.run(`create or replace temp view requests as ${source}`);
  }

  async #files(): Promise<string[]> {
    const days = (await namesIn(this.#folder)).filter((name) => name.startsWith("day="));
    return (await Promise.all(days.map((day) => this.#filesIn(day)))).flat();
  }

  async #filesIn(day: string, exceptKeys: ReadonlySet<string> = new Set()): Promise<string[]> {
    const folder = join(this.#folder, day);
    const keys = (await namesIn(folder)).filter((name) => !exceptKeys.has(name.replace("source_key=", "")));
    const files = await Promise.all(
      keys.map(async (key) => (await namesIn(join(folder, key))).map((file) => join(folder, key, file))),
    );
    return files.flat().sort();
  }

  /**
   * Puts the requests of a run in the place of older ones of the same days and sources.
   *
   * @param path Parquet file of requests
   * @param keyOfSource the key of each source in the file
   */
  async store(database: DuckDb, path: string, keyOfSource: ReadonlyMap<string, string>): Promise<void> {
    if (keyOfSource.size === 0) return;
    const staging = join(this.#folder, STAGING);
    await removeFolder(staging);
    await Deno.mkdir(staging, { recursive: true });
    const keys = [...keyOfSource].map(([source, key]) => `(${quoteLiteral(source)}, ${quoteLiteral(key)})`).join(", ");
    await database.run(`
      copy (
          select requests.*, strftime(requested_at, '%Y-%m-%d') as day, source_key
          from ${quoteLiteral(path)} as requests
          inner join (values ${keys}) as keys (source, source_key) on keys.source = requests.source
      ) to ${quoteLiteral(staging)} (format parquet, compression zstd, partition_by (day, source_key))
    `);
    for (const day of await namesIn(staging)) await this.#replaceDay(staging, day);
    await removeFolder(staging);
  }

  async #replaceDay(staging: string, day: string): Promise<void> {
    await Deno.mkdir(join(this.#folder, day), { recursive: true });
    for (const key of await namesIn(join(staging, day))) {
      await removeFolder(join(this.#folder, day, key));
      await Deno.rename(join(staging, day, key), join(this.#folder, day, key));
    }
  }

  /**
   * Removes whole days that ended before a moment.
   *
   * @returns how many requests were removed
   */
  async removeBefore(database: DuckDb, before: number, keptDays: readonly number[]): Promise<number> {
    const kept = new Set(keptDays.map((day) => `day=${dayName(day)}`));
    const expired = (await namesIn(this.#folder)).filter((name) => {
      const day = Date.parse(name.replace("day=", ""));
      return day + DAY_MS <= before && !kept.has(name);
    });
    const files = (await Promise.all(expired.map((day) => this.#filesIn(day)))).flat();
    if (files.length === 0) return 0;
    const { count } = await database.row<{ count: number }>(`select count(*) as count from ${readAll(files)}`);
    for (const day of expired) await removeFolder(join(this.#folder, day));
    return count;
  }
}

function readAll(files: readonly string[]): string {
  return `read_parquet([${files.map(quoteLiteral).join(", ")}], hive_partitioning = false)`;
}

function emptyColumns(): string {
  return Object.entries(REQUESTS.columns).map(([name, { type }]) => `null::${SQL_TYPES[type]} as ${name}`).join(", ");
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await Array.fromAsync(Deno.readDir(folder))).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

async function removeFolder(folder: string): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
