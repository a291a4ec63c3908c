import { assertEquals } from "@std/assert";
import type { AnomalyRow } from "../anomaly/anomaly.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { readContext } from "./read_context.ts";

const HOUR_MS = 3_600_000;
const DAY = Date.UTC(2026, 10, 22);

/** A minute of traffic and a sample of two servers in every hour of a day. */
async function openDay(): Promise<DuckDb> {
  const database = await DuckDb.open();
  await database.run(`
    create temp table hours as
    select epoch_ms(${DAY}) + hour * interval 1 hour as "at", hour, server_id
    from range(24) as hours (hour) cross join (select unnest(['s1', 's2']) as server_id)`);
  await database.run(`
    create temp table all_traffic_minutes as
    select
      "at" as minute_at, 'server' as scope_kind, server_id as scope, 9 as status_2xx_count, 0 as status_3xx_count,
      0 as status_4xx_count, hour as status_5xx_count, 0 as unanswered_count
    from hours`);
  await database.run(`
    create temp view server_metrics_with_history as
    select "at" + half * interval 30 second as "timestamp", server_id, hour + half as active_connections
    from hours cross join range(2) as halves (half)`);
  return database;
}

const anomalyAt = (hour: number) =>
  ({ scope_kind: "server", scope: "s1", window_start_at: DAY + hour * HOUR_MS + 60_000 }) as AnomalyRow;

Deno.test("readContext() reads the hours with anomalies and the two before each, of their scopes alone", async () => {
  await using database = await openDay();
  const series = await readContext(database, [anomalyAt(5), anomalyAt(5), anomalyAt(7)]);
  assertEquals([...new Set(series.map(({ scope }) => scope))], ["s1"]);
  const connections = series.find(({ metric }) => metric === "active_connections");
  assertEquals(connections?.kind, "gauge");
  assertEquals(connections?.points.map(({ value }) => value), [3.5, 4.5, 5.5, 6.5, 7.5]);
  const failures = series.find(({ metric }) => metric === "status_5xx_count");
  assertEquals(failures?.kind, "count");
  assertEquals(
    failures?.points.map(({ at, value }) => [(at - DAY) / HOUR_MS, value]),
    [3, 4, 5, 6, 7].map((h) => [h, h]),
  );
});

Deno.test("readContext() reads nothing where nothing is anomalous", async () => {
  await using database = await DuckDb.open();
  assertEquals(await readContext(database, []), []);
});
