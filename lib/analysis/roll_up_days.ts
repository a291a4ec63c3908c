/** Rolls requests up, one UTC day after the other and a busy day in spans, so that memory does not grow with the input. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DAY_MS } from "../table/day.ts";
import type { RolledUpDay, RollUpSettings } from "../warehouse/warehouse.ts";

const MINUTE_MS = 60_000;

/** Requests that are rolled up at once; a single minute with more of them still is. */
const SPAN_REQUESTS = 4_000_000;

/** The requests of a day: Parquet files of them, or of what they have been rolled up to already. */
export type RequestsOfDay = { readonly requests: readonly string[] } | RolledUpDay;

/** What the roll-up is done with. */
export interface RollUpOptions extends RollUpSettings {
  readonly requestsOf: (day: number) => Promise<RequestsOfDay>;
  readonly onDay?: (day: number) => void;
}

/** Reads which UTC days the rows of a file lie in, ascending, as starts of days in ms since 1970. */
export async function daysOf(database: DuckDb, path: string, time: string): Promise<number[]> {
  const days = await database.rows<{ day: number }>(
    `select distinct date_trunc('day', ${quoteIdentifier(time)}) as day from ${quoteLiteral(path)} order by day`,
  );
  return days.map(({ day }) => day);
}

/**
 * Rolls up the requests of some days into the temporary tables `all_traffic_minutes`, `all_kpis`, `all_pool_balance` and `all_server_minutes`.
 *
 * @param days starts of days, ms since 1970
 * @returns those of them that have requests; where none has, there are no tables
 */
export async function rollUpDays(database: DuckDb, days: readonly number[], options: RollUpOptions): Promise<number[]> {
  const found: number[] = [];
  for (const day of days) {
    const ofDay = await options.requestsOf(day);
    const isFound = "minutes" in ofDay
      ? await openDay(database, ofDay)
      : await rollUpDay(database, day, ofDay, options);
    if (!isFound) continue;
    await database.runFile("transforms/kpis");
    await database.runFile("transforms/pool_balance");
    for (const table of ["traffic_minutes", "server_minutes"]) {
      await collect(database, `day_${table}`, `all_${table}`, found.length === 0);
    }
    for (const table of ["kpis", "pool_balance"]) await collect(database, table, `all_${table}`, found.length === 0);
    found.push(day);
    options.onDay?.(day);
  }
  return found;
}

/** Makes `day_traffic_minutes` and `day_server_minutes` of files; tells whether they have rows. */
async function openDay(database: DuckDb, { minutes, serverMinutes }: RolledUpDay): Promise<boolean> {
  await collect(database, quoteLiteral(minutes), "day_traffic_minutes", true);
  await collect(database, quoteLiteral(serverMinutes), "day_server_minutes", true);
  return (await database.row<{ count: number }>("select count(*) as count from day_traffic_minutes")).count > 0;
}

/** Makes `day_traffic_minutes` and `day_server_minutes` of requests; tells whether there are any. */
async function rollUpDay(
  database: DuckDb,
  day: number,
  { requests }: { readonly requests: readonly string[] },
  { apdexMs, routeLimit }: RollUpSettings,
): Promise<boolean> {
  if (requests.length === 0) return false;
  const files = requests.map(quoteLiteral).join(", ");
  await createSpanView(database, "requests_of_day", `read_parquet([${files}])`, { from: day, to: day + DAY_MS });
  await database.runFile("transforms/kept_routes", { route_limit: routeLimit });
  const spans = await spansOfDay(database);
  for (const [i, span] of spans.entries()) {
    await createSpanView(database, "requests_of_span", "requests_of_day", span);
    await database.runFile("transforms/traffic_minutes", { apdex_ms: apdexMs });
    await database.runFile("transforms/server_minutes");
    for (const table of ["traffic_minutes", "server_minutes"]) {
      await collect(database, table, `day_${table}`, i === 0);
    }
  }
  return spans.length > 0;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

async function createSpanView(database: DuckDb, view: string, rows: string, { from, to }: Span): Promise<void> {
  const isInSpan = `requested_at >= epoch_ms(${from}::bigint) and requested_at < epoch_ms(${to}::bigint)`;
  await database.run(`create or replace temp view ${view} as select * from ${rows} where ${isInSpan}`);
}

/** Divides the day at hand into spans of whole minutes that are small enough to be rolled up at once. */
async function spansOfDay(database: DuckDb): Promise<Span[]> {
  const minutes = await database.rows<{ minute_at: number; request_count: number }>(
    "select date_trunc('minute', requested_at) as minute_at, count(*) as request_count from requests_of_day group by 1 order by 1",
  );
  const spans: { from: number; to: number; requestCount: number }[] = [];
  for (const { minute_at, request_count } of minutes) {
    const span = spans.at(-1);
    if (span === undefined || span.requestCount + request_count > SPAN_REQUESTS) {
      spans.push({ from: minute_at, to: minute_at + MINUTE_MS, requestCount: request_count });
    } else {
      span.to = minute_at + MINUTE_MS;
      span.requestCount += request_count;
    }
  }
  return spans;
}

async function collect(database: DuckDb, from: string, into: string, isFirst: boolean): Promise<void> {
  await database.run(
    isFirst ? `create or replace temp table ${into} as from ${from}` : `insert into ${into} from ${from}`,
  );
}
