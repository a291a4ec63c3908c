/** Rolls requests up, one UTC day after the other and a busy day in spans, so that memory does not grow with the input. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteIdentifier, quoteLiteral } from "../duckdb/quote.ts";
import { DAY_MS } from "../table/day.ts";
import { LatencyRollUp } from "./roll_up_latencies.ts";

const MINUTE_MS = 60_000;

const SPAN_REQUESTS = 2_000_000;

/** What the roll-up is done with. */
export interface RollUpOptions {
  readonly apdexMs: number;
  readonly routeLimit: number;
  /** Folder for intermediate files. */
  readonly folder: string;
  /** Requests that are rolled up at once, 2,000,000 by default; a single minute with more of them still is. */
  readonly spanRequests?: number;
  /** Files that hold requests of a day, besides those of this run. */
  readonly otherFiles: (day: number) => Promise<readonly string[]>;
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
 * @param path Parquet file of the run's requests
 * @param days starts of days, ms since 1970
 */
export async function rollUpDays(
  database: DuckDb,
  path: string,
  days: readonly number[],
  options: RollUpOptions,
): Promise<void> {
  const { apdexMs, routeLimit, folder, spanRequests = SPAN_REQUESTS, otherFiles, onDay } = options;
  for (const [i, day] of days.entries()) {
    const ofDay = { from: day, to: day + DAY_MS };
    const files = `[${[path, ...await otherFiles(day)].map(quoteLiteral).join(", ")}]`;
    await using latencies = new LatencyRollUp(database, folder);
    await createSpanView(database, "requests_of_day", `read_parquet(${files})`, "requested_at", ofDay);
    await database.runFile("transforms/kept_routes", { route_limit: routeLimit });
    for (const [j, span] of (await spansOf(database, files, ofDay, spanRequests)).entries()) {
      await createSpanView(database, "requests_of_span", "requests_of_day", "requested_at", span);
      await database.runFile("transforms/scope_counters", { apdex_ms: apdexMs });
      await latencies.addSpan();
      await collect(database, ["traffic_minutes", "server_minutes"], i + j === 0);
    }
    await latencies.finish();
    for (const table of ["traffic_minutes", "server_minutes"]) {
      await createSpanView(database, `day_${table}`, `all_${table}`, "minute_at", ofDay);
    }
    await collect(database, ["kpis", "pool_balance"], i === 0);
    onDay?.(day);
  }
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
    await database.run(
      isFirst ? `create or replace temp table all_${name} as from ${name}` : `insert into all_${name} from ${name}`,
    );
  }
}
