/**
 * The days of live minutes as the analysis takes them, and what it gives back.
 *
 * A day is analysed anew when one of its minutes has changed. What only the analysis can tell of a minute, how many of its requests clients had sent before, is kept beside the minutes, so that
 * whatever is written of them has it.
 *
 * @module
 */
import { join } from "@std/path";
import { writeQuery } from "../analysis/gold_files.ts";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DAY_MS, dayOf } from "../table/day.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";

const COLUMNS = Object.keys(TRAFFIC_MINUTES.columns).map(quoteIdentifier).join(", ");

/** A day's files. */
export interface DayFiles {
  /** Start of the day, ms since 1970. */
  readonly day: number;
  /** Rows of `traffic_minutes`. */
  readonly minutes: string;
  /** Requests by minute, pool, server and region. */
  readonly serverMinutes: string;
}

/** Days of live minutes, by a connection of its own to the database that has them, so that nobody waits for what is written of them. */
export class LiveDays implements Disposable {
  readonly #database: DuckDb;
  /** The earliest minute of each day that has changed. */
  readonly #changed = new Map<number, number>();
  #newestAt = -Infinity;

  constructor(database: DuckDb) {
    this.#database = database;
  }

  /** Start of the newest minute that has changed since the start, ms since 1970; -Infinity before the first. */
  get newestAt(): number {
    return this.#newestAt;
  }

  /** Notes that a minute has changed, ms since 1970. */
  note(minuteAt: number): void {
    this.#newestAt = Math.max(this.#newestAt, minuteAt);
    const day = dayOf(minuteAt);
    this.#changed.set(day, Math.min(minuteAt, this.#changed.get(day) ?? Infinity));
  }

  /** Days with minutes before a moment that have changed: the one of the newest minute, and the day before it. Older ones are not kept whole. */
  changedBefore(until: number): number[] {
    const whole = dayOf(this.#newestAt) - DAY_MS;
    return [...this.#changed].filter(([day, minuteAt]) => day >= whole && minuteAt < until).map(([day]) => day)
      .sort((a, b) => a - b);
  }

  /** Counts the requests of a day up to a moment. */
  async requestCount(day: number, until: number): Promise<number> {
    const { count } = await this.#database.row<{ count: number }>(
      `select coalesce(sum(request_count), 0)::double as count from live_traffic_minutes where scope_kind = 'all' and ${
        isWithin(day, until)
      }`,
    );
    return count;
  }

  /** Start of the first minute of a day, ms since 1970. */
  async firstMinute(day: number): Promise<number> {
    const { first_at } = await this.#database.row<{ first_at: number | null }>(
      `select min(minute_at) as first_at from live_traffic_minutes where ${isWithin(day, day + DAY_MS)}`,
    );
    return first_at ?? day + DAY_MS;
  }

  /**
   * Writes a day up to a moment.
   *
   * @param stored file of minutes that the warehouse has and no live line has told of
   */
  async write(folder: string, day: number, until: number, stored: string): Promise<DayFiles> {
    await Deno.mkdir(folder, { recursive: true });
    const ofDay = isWithin(day, until);
    await writeQuery(
      this.#database,
      folder,
      TRAFFIC_MINUTES,
      `select ${COLUMNS} from live_traffic_minutes where ${ofDay} union all by name select ${COLUMNS} from ${
        quoteLiteral(stored)
      }`,
    );
    const serverMinutes = join(folder, "server_minutes.parquet");
    await this.#database.run(
      `copy (select * exclude (segment) from live_server_minutes where ${ofDay}) to ${quoteLiteral(serverMinutes)}`,
    );
    return { day, minutes: join(folder, `${TRAFFIC_MINUTES.name}.parquet`), serverMinutes };
  }

  /**
   * Takes the retries that the analysis of a day has inferred.
   *
   * @param analysed file of its minutes
   * @returns starts of the minutes that tell something else now, ms since 1970
   */
  async takeRetries({ day, minutes }: DayFiles, analysed: string): Promise<number[]> {
    const database = this.#database;
    await database.run(`create or replace temp view minutes_before as from ${quoteLiteral(minutes)}`);
    await database.run(
      `create or replace temp view minutes_after as from ${quoteLiteral(analysed)} where ${
        isWithin(day, day + DAY_MS)
      }`,
    );
    await database.runFile("transforms/live_inferred_retries");
    const changed = await database.rows<{ at: number }>('select minute_at as "at" from changed_retry_minutes');
    await database.transaction(async () => {
      await database.run(`delete from live_retries where ${isWithin(day, day + DAY_MS)}`);
      await database.run("insert into live_retries by name from found_retries");
    });
    return changed.map(({ at }) => at);
  }

  /** Closes the connection. */
  [Symbol.dispose](): void {
    this.#database.close();
  }

  /** Notes that a day is analysed up to a moment: only what comes from then on makes it change. */
  settle(day: number, until: number): void {
    if (this.#newestAt < until || day + DAY_MS <= until) this.#changed.delete(day);
  }
}

function isWithin(day: number, until: number): string {
  const to = Math.min(until, day + DAY_MS);
  return `minute_at >= epoch_ms(${day}::bigint) and minute_at < epoch_ms(${to}::bigint)`;
}
