/** Minutes out of requests, made by the nodes that have them. @module */
import { readSql } from "../../duckdb/sql_file.ts";
import { DAY_MS } from "../../table/day.ts";
import type { RollUpSettings } from "../warehouse.ts";
import type { ClickHouseConnection } from "./connection.ts";
import type { KindColumn } from "./view_file.ts";

/** Time that is rolled up at once: the histograms of so many minutes are in the servers' memory together. */
const SPAN_MS = DAY_MS / 4;

/** The columns of {@linkcode serverMinuteLines}. */
export const SERVER_MINUTES: readonly KindColumn[] = [
  { name: "minute_at", kind: "instant" },
  { name: "pool", kind: "text" },
  { name: "server_id", kind: "text" },
  { name: "region", kind: "text" },
  { name: "request_count", kind: "integer" },
];

/** Streams the rows of `traffic_minutes` of a day as JSON lines. */
export async function* minuteLines(
  node: ClickHouseConnection,
  day: number,
  { apdexMs, routeLimit }: RollUpSettings,
): AsyncGenerator<Uint8Array> {
  const sql = await readSql("transforms/traffic_minutes", "clickhouse");
  for (let from = day; from < day + DAY_MS; from += SPAN_MS) {
    yield* node.stream(sql, [from, from + SPAN_MS, apdexMs, routeLimit]);
  }
}

/** Streams the requests of a day among which client retries are looked for, as JSON lines. */
export async function* retryRequestLines(node: ClickHouseConnection, day: number): AsyncGenerator<Uint8Array> {
  yield* node.stream(await readSql("transforms/retry_requests", "clickhouse"), [day]);
}

/** Streams the rows of `server_minutes` of a day as JSON lines. */
export async function* serverMinuteLines(node: ClickHouseConnection, day: number): AsyncGenerator<Uint8Array> {
  yield* node.stream(await readSql("transforms/server_minutes", "clickhouse"), [day]);
}
