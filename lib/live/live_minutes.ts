/**
 * The minutes of lines that are read live, by the definitions of the roll-up.
 *
 * Each segment of lines is rolled up by the SQL that rolls up whole days (`scope_counters`, `traffic_minutes`), and since minutes add up, a minute is the sum of its segments. What differs is
 * what only a whole day can know: which routes are the busiest, and which kinds of scope its lines tell of (`live_routes`, `live_kinds`).
 *
 * @module
 */
import { join } from "@std/path";
import { goldFile, writeQuery } from "../analysis/gold_files.ts";
import { LatencyRollUp } from "../analysis/roll_up_latencies.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { SQL_TYPES } from "../duckdb/sql_type.ts";
import { KPIS } from "../kpi/kpi.ts";
import { DAY_MS, dayOf } from "../table/day.ts";
import type { Table } from "../table/table.ts";
import { TRAFFIC_MINUTES, type TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import type { RollUpSettings, TableFile } from "../warehouse/warehouse.ts";
import { type DayFiles, LiveDays } from "./live_days.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Minutes of how many days are kept; a line that is older counts in a minute of its own. */
const KEPT_DAYS = 2;

const COLUMNS = Object.keys(TRAFFIC_MINUTES.columns).map(quoteIdentifier).join(", ");

/** What lines are rolled up to, each kept in a table of its own. */
const ROLLED_UP = ["traffic_minutes", "server_minutes"] as const;

/** Windows of KPIs whose minutes have changed. */
export type WindowName = "minute" | "hour" | "day";

const LENGTH_MS: Readonly<Record<WindowName, number>> = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS };

/** Rows on their way to the warehouse. */
export interface MovedRows {
  readonly files: readonly TableFile[];
  /** Has them written once more, where the warehouse has not taken them. */
  readonly undo: () => void;
}

/** Live minutes in a DuckDB in memory. */
export class LiveMinutes implements AsyncDisposable {
  /** What the analysis takes and gives. */
  readonly days: LiveDays;
  readonly #database: DuckDb;
  readonly #folder: string;
  readonly #settings: RollUpSettings;
  readonly #moved: Readonly<Record<WindowName, Set<number>>> = { minute: new Set(), hour: new Set(), day: new Set() };
  #segment = 0;

  private constructor(database: DuckDb, days: LiveDays, folder: string, settings: RollUpSettings) {
    this.#database = database;
    this.#folder = folder;
    this.#settings = settings;
    this.days = days;
  }

  /**
   * Begins with what the folder of a state has, or with nothing.
   *
   * @param folder for intermediate files
   */
  static async open(folder: string, state: string | null, settings: RollUpSettings): Promise<LiveMinutes> {
    const database = await DuckDb.open();
    // A segment is small: more threads would wait for each other longer than they work.
    await database.run("set threads = 1");
    const columns = Object.entries(TRAFFIC_MINUTES.columns).map(([name, { type }]) =>
      `${quoteIdentifier(name)} ${SQL_TYPES[type]}`
    );
    await database.run(`create table live_traffic_minutes (segment integer, ${columns.join(", ")})`);
    await database.runFile("transforms/live_tables");
    for (const name of ROLLED_UP) {
      const path = state === null ? null : stateFile(state, name);
      // A state of an earlier version has no file of servers.
      if (path === null || !await isThere(path)) continue;
      await database.run(`insert into live_${name} by name select 0 as segment, * from ${quoteLiteral(path)}`);
    }
    return new LiveMinutes(database, new LiveDays(await database.beside()), folder, settings);
  }

  /** Counts the requests of some Parquet files. */
  async add(paths: readonly string[]): Promise<void> {
    const { apdexMs, routeLimit } = this.#settings;
    const database = this.#database;
    const files = paths.map(quoteLiteral).join(", ");
    await database.run(`create or replace temp view requests_of_day as from read_parquet([${files}])`);
    const { newest_at } = await database.row<{ newest_at: number | null }>(
      "select epoch_ms(max(requested_at))::double as newest_at from requests_of_day",
    );
    if (newest_at === null) return;
    await database.run("create or replace temp view requests_of_span as from requests_of_day");
    await database.run(
      `create or replace temp view live_day as from live_traffic_minutes where minute_at >= epoch_ms(${
        dayOf(newest_at)
      }::bigint)`,
    );
    await database.runFile("transforms/live_routes", { route_limit: routeLimit });
    await database.runFile("transforms/scope_counters", { apdex_ms: apdexMs });
    await using latencies = new LatencyRollUp(database, this.#folder);
    await latencies.addSpan();
    await this.#openRetries("false");
    this.#segment++;
    await database.transaction(async () => {
      for (const name of ROLLED_UP) {
        await database.runFile(`transforms/${name}`);
        await database.run(`insert into live_${name} by name select ${this.#segment} as segment, * from ${name}`);
      }
      await database.runFile("transforms/live_kinds");
    });
    await this.#noteMoved();
  }

  /** Rows of the whole traffic in the newest minutes: those that are not over, and the one before. */
  async newest(): Promise<TrafficMinuteRow[]> {
    return await this.#database.rows<TrafficMinuteRow>(
      `select ${COLUMNS} from live_traffic_minutes where scope_kind = 'all' and minute_at >= (
        select max(minute_at) - interval 1 minute from live_traffic_minutes
      ) order by minute_at`,
    );
  }

  /** Adds up what was counted; cheap where nothing is new. */
  async merge(): Promise<void> {
    if (this.#segment === 0) return;
    await this.#database.transaction(() => this.#database.runFile("transforms/live_merge"));
    this.#segment = 0;
  }

  /** Takes the retries that an analysis has inferred; minutes that tell something else with them are written anew. */
  async takeRetries(analysed: DayFiles, minutes: string): Promise<void> {
    for (const minuteAt of await this.days.takeRetries(analysed, minutes)) this.#note(minuteAt);
  }

  /** Writes all minutes to a folder, for the next run to begin with; those that are too old are forgotten. */
  async saveState(folder: string): Promise<void> {
    await this.merge();
    for (const name of ROLLED_UP) {
      const table = `live_${name}`;
      await this.#database.run(
        `delete from ${table} where minute_at < (select max(minute_at) - interval ${KEPT_DAYS} day from ${table})`,
      );
      await this.#database.run(
        `copy (select * exclude (segment) from ${table}) to ${
          quoteLiteral(stateFile(folder, name))
        } (compression zstd)`,
      );
    }
  }

  /**
   * Writes rows of the windows that have changed since they were last written: minutes, and KPIs of the windows that are named.
   *
   * @returns the files to merge into the warehouse, none where nothing has changed
   */
  async writeMoved(folder: string, windows: readonly WindowName[]): Promise<MovedRows> {
    await this.merge();
    const taken = windows.map((window) => [window, [...this.#moved[window]]] as const);
    const moved = taken.filter(([, starts]) => starts.length > 0);
    const undo = () => moved.forEach(([window, starts]) => starts.forEach((start) => this.#moved[window].add(start)));
    if (moved.length === 0) return { files: [], undo };
    await this.#database.run(`create or replace temp table live_kpis as ${noKpis()}`);
    const files: TableFile[] = [];
    for (const [window, starts] of moved) {
      await this.#openWindows(starts, LENGTH_MS[window]);
      await this.#collectKpis(window);
      if (window === "minute") files.push(await this.#write(folder, TRAFFIC_MINUTES, "traffic_minutes"));
    }
    files.push(await this.#write(folder, KPIS, "live_kpis"));
    for (const [window] of moved) this.#moved[window].clear();
    return { files, undo };
  }

  async #write(folder: string, table: Table, view: string): Promise<TableFile> {
    await writeQuery(this.#database, folder, table, `from ${view}`);
    return { table, path: goldFile(folder, table) };
  }

  /** Closes the database. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.days[Symbol.dispose]();
    await this.#database[Symbol.asyncDispose]();
  }

  async #noteMoved(): Promise<void> {
    const minutes = await this.#database.rows<{ at: number }>(
      `select distinct epoch_ms(minute_at)::double as at from live_traffic_minutes where segment > 0`,
    );
    for (const { at } of minutes) {
      this.#note(at);
      this.days.note(at);
    }
  }

  #note(minuteAt: number): void {
    this.#moved.minute.add(minuteAt);
    this.#moved.hour.add(minuteAt - minuteAt % HOUR_MS);
    this.#moved.day.add(dayOf(minuteAt));
  }

  /** Makes the views that the transforms read, of whole windows. */
  async #openWindows(starts: readonly number[], lengthMs: number): Promise<void> {
    const isWithin = starts.map((at) =>
      `minute_at >= epoch_ms(${at}::bigint) and minute_at < epoch_ms(${at + lengthMs}::bigint)`
    );
    await this.#database.run(
      `create or replace temp view rolled_up_minutes as select ${COLUMNS} from live_traffic_minutes where ${
        isWithin.join(" or ")
      }`,
    );
    await this.#openRetries("true");
    await this.#database.runFile("transforms/rolled_up_minutes");
    await this.#database.run("create or replace temp view day_traffic_minutes as from traffic_minutes");
  }

  async #openRetries(which: string): Promise<void> {
    await this.#database.run(`create or replace temp view inferred_retries as from live_retries where ${which}`);
  }

  async #collectKpis(window: WindowName): Promise<void> {
    await using latencies = new LatencyRollUp(this.#database, this.#folder);
    await latencies.addMinutes();
    await latencies.finish();
    await this.#database.runFile("transforms/kpis");
    await this.#database.run(`insert into live_kpis by name select * from kpis where "window" = '${window}'`);
  }
}

function stateFile(folder: string, name: string): string {
  return join(folder, `${name}.parquet`);
}

async function isThere(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

function noKpis(): string {
  const columns = Object.entries(KPIS.columns).map(([name, { type }]) =>
    `null::${SQL_TYPES[type]} as ${quoteIdentifier(name)}`
  );
  return `select ${columns.join(", ")} where false`;
}
