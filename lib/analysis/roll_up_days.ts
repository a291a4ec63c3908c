/** Rolls requests up, one UTC day after the other and a busy day in spans, so that memory does not grow with the input. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DAY_MS } from "../table/day.ts";
import type { RolledUpDay, RollUpSettings } from "../warehouse/warehouse.ts";
import { findRetries } from "./find_retries.ts";
import { LatencyRollUp } from "./roll_up_latencies.ts";

const MINUTE_MS = 60_000;

const SPAN_REQUESTS = 2_000_000;

/** The requests of a day: Parquet files of them, or of what they have been rolled up to already. */
export type RequestsOfDay = { readonly requests: readonly string[] } | RolledUpDay;

/** What the roll-up is done with. */
export interface RollUpOptions extends RollUpSettings {
  /** Folder for intermediate files. */
  readonly folder: string;
  /** Requests that are rolled up at once, 2,000,000 by default; a single minute with more of them still is. */
  readonly spanRequests?: number;
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
 * Rolls up the requests of some days into the temporary tables `all_traffic_minutes`, `all_kpis`, `all_pool_balance`, `all_server_minutes`,
 * `all_retry_chains` and `all_retry_minutes`.
 *
 * @param days starts of days, ms since 1970
 * @returns those of them that have requests
 */
export async function rollUpDays(database: DuckDb, days: readonly number[], options: RollUpOptions): Promise<number[]> {
  const found: number[] = [];
  for (const day of days) {
    const isFirst = found.length === 0;
    const requests = await options.requestsOf(day);
    await using latencies = new LatencyRollUp(database, options.folder);
    if ("minutes" in requests) await takeMinutes(database, requests, { latencies, isFirst, folder: options.folder });
    else await rollUpRequests(database, requests.requests, { ...options, day, latencies, isFirst });
    if (!await openDay(database, day)) continue;
    await latencies.finish();
    await collect(database, ["kpis", "pool_balance", "retry_minutes"], isFirst);
    await keep(database, "retry_chains", isFirst);
    found.push(day);
    options.onDay?.(day);
  }
  return found;
}

interface DayRollUp {
  readonly latencies: LatencyRollUp;
  /** Whether no day before had rows. */
  readonly isFirst: boolean;
}

async function takeMinutes(
  database: DuckDb,
  { minutes, serverMinutes, retryRequests }: RolledUpDay,
  { latencies, isFirst, folder }: DayRollUp & Pick<RollUpOptions, "folder">,
): Promise<void> {
  await database.run(`create or replace temp view rolled_up_minutes as from ${quoteLiteral(minutes)}`);
  await database.run(`
    create or replace temp view requests_of_day as
    select * from read_parquet([${retryRequests.map(quoteLiteral).join(", ")}])
    where date_trunc('minute', requested_at) in (select minute_at from rolled_up_minutes)
  `);
  await database.runFile("transforms/rolled_up_routes");
  await findRetries(database, folder);
  await database.runFile("transforms/rolled_up_minutes");
  await database.run(`create or replace temp view server_minutes as from ${quoteLiteral(serverMinutes)}`);
  await latencies.addMinutes();
  for (const name of ["traffic_minutes", "server_minutes"]) await keep(database, name, isFirst);
}

async function rollUpRequests(
  database: DuckDb,
  requests: readonly string[],
  { day, folder, latencies, isFirst, ...options }: DayRollUp & RollUpOptions & { readonly day: number },
): Promise<void> {
  const { apdexMs, routeLimit, spanRequests = SPAN_REQUESTS } = options;
  const ofDay = { from: day, to: day + DAY_MS };
  const files = `[${requests.map(quoteLiteral).join(", ")}]`;
  await createSpanView(database, "requests_of_day", `read_parquet(${files})`, "requested_at", ofDay);
  await database.runFile("transforms/kept_routes", { route_limit: routeLimit });
  await findRetries(database, folder);
  for (const [i, span] of (await spansOf(database, files, ofDay, spanRequests)).entries()) {
    await createSpanView(database, "requests_of_span", "requests_of_day", "requested_at", span);
    await database.runFile("transforms/scope_counters", { apdex_ms: apdexMs });
    await latencies.addSpan();
    await collect(database, ["traffic_minutes", "server_minutes"], isFirst && i === 0);
  }
}

/** Makes views of a day's rows; tells whether there are any. */
async function openDay(database: DuckDb, day: number): Promise<boolean> {
  for (const table of ["traffic_minutes", "server_minutes"]) {
    await createSpanView(database, `day_${table}`, `all_${table}`, "minute_at", { from: day, to: day + DAY_MS });
  }
  return (await database.row<{ count: number }>("select count(*) as count from day_traffic_minutes")).count > 0;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

async function createSpanView(
  database: DuckDb,
  view: string,
  rows: string,
  time: string,
  { from, to }: Span,
): Promise<void> {
  const isInSpan = `${time} >= epoch_ms(${from}::bigint) and ${time} < epoch_ms(${to}::bigint)`;
  await database.run(`create or replace temp view ${view} as select * from ${rows} where ${isInSpan}`);
}

/** Divides a day into spans of whole minutes that are small enough to be rolled up at once; where the files are small, it is one. */
async function spansOf(database: DuckDb, files: string, ofDay: Span, mostRequests: number): Promise<readonly Span[]> {
  const { request_count } = await database.row<{ request_count: number }>(
    `select sum(num_rows)::bigint as request_count from parquet_file_metadata(${files})`,
  );
  return request_count <= mostRequests ? [ofDay] : await spansOfDay(database, mostRequests);
}

async function spansOfDay(database: DuckDb, mostRequests: number): Promise<Span[]> {
  const minutes = await database.rows<{ minute_at: number; request_count: number }>(
    "select date_trunc('minute', requested_at) as minute_at, count(*) as request_count from requests_of_day group by 1 order by 1",
  );
  const spans: { from: number; to: number; requestCount: number }[] = [];
  for (const { minute_at, request_count } of minutes) {
    const span = spans.at(-1);
    if (span === undefined || span.requestCount + request_count > mostRequests) {
      spans.push({ from: minute_at, to: minute_at + MINUTE_MS, requestCount: request_count });
    } else {
      span.to = minute_at + MINUTE_MS;
      span.requestCount += request_count;
    }
  }
  return spans;
}

/** Runs transforms, each of which makes a view, and keeps what they give under `all_`. */
async function collect(database: DuckDb, transforms: readonly string[], isFirst: boolean): Promise<void> {
  for (const name of transforms) {
    await database.runFile(`transforms/${name}`);
    await keep(database, name, isFirst);
  }
}

async function keep(database: DuckDb, name: string, isFirst: boolean): Promise<void> {
  await database.run(
    isFirst ? `create or replace temp table all_${name} as from ${name}` : `insert into all_${name} from ${name}`,
  );
}
