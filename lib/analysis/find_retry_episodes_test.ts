import { assertEquals } from "@std/assert";
import { DuckDb } from "../duckdb/duckdb.ts";
import type { RetryPattern } from "../retry/recommendation/retry_pattern.ts";
import { findRetryEpisodes } from "./find_retry_episodes.ts";
import { readLoads } from "./read_retry_loads.ts";

const START = Date.UTC(2026, 0, 5, 12);

/** A database with the tables of a run, and rows of its minutes, its retries and its chains. */
async function databaseWith(minutes: string, retries: string, chains: string): Promise<DuckDb> {
  const database = await DuckDb.open();
  await database.runFile("tables/traffic_minutes");
  await database.runFile("tables/retry_minutes");
  await database.runFile("tables/retry_chains");
  for (const table of ["traffic_minutes", "retry_minutes", "retry_chains"]) {
    const { columns } = await database.row<{ columns: string }>(
      `select string_agg(
         case when data_type in ('BIGINT', 'DOUBLE') then '0::' || data_type
           when data_type like 'MAP%' then 'map()::' || data_type
           when data_type = 'BOOLEAN' then 'true' when data_type = 'TIMESTAMP' then 'epoch_ms(0)'
           else '''x''::varchar' end || ' as ' || '"' || column_name || '"', ', ' order by column_index) as columns
       from duckdb_columns() where table_name = '${table}'`,
    );
    const rows = { traffic_minutes: minutes, retry_minutes: retries, retry_chains: chains }[table]!;
    await database.run(
      `create table all_${table} as select given.*, rest.* exclude (${await namesOf(database, rows)})
       from (${rows}) as given, (select ${columns}) as rest`,
    );
  }
  return database;
}

async function namesOf(database: DuckDb, query: string): Promise<string> {
  const rows = await database.rows<{ column_name: string }>(`select column_name from (describe ${query})`);
  return rows.map(({ column_name }) => column_name).join(", ");
}

const MINUTES = `
  select epoch_ms(${START} + 60000 * i) as minute_at, scope_kind, scope, request_count::bigint as request_count,
    1000.0::double as duration_ms_sum, 10::bigint as timed_count
  from range(2) as minutes(i), (values ('all', '(all)', 10), ('server', 'a', 2), ('server', 'b', 8), ('route', '/x', 10))
    as scopes(scope_kind, scope, request_count)
`;
const RETRIES = `
  select epoch_ms(${START}) as minute_at, 'all' as scope_kind, '(all)' as scope, 3::bigint as client_retry_count,
    1::bigint as balancer_retry_count, 4::bigint as failed_count, 300.0::double as wasted_server_ms,
    5::bigint as attempt_1_success_count
`;
const CHAINS = `
  select epoch_ms(${START} + line) as started_at, line::bigint as line, '/x' as route, client_kind, wait_pattern,
    len(waits)::bigint + 1 as attempt_count, is_success, to_json(waits)::varchar as waits_ms,
    to_json(servers)::varchar as servers
  from (values
    (1, 'library', 'synchronised', true, [50.0], ['a', 'b']),
    (2, 'browser', 'exponential', false, [100.0, 200.0], ['a', 'a', null])
  ) as chains(line, client_kind, wait_pattern, is_success, waits, servers)
`;

Deno.test("readLoads() joins what was asked with what was retried; a minute without retries has none", async () => {
  await using database = await databaseWith(MINUTES, RETRIES, CHAINS);
  await findRetryEpisodes(database);
  const quiet = { retryCount: 0, wastedMs: 0, totalMs: 1_000 };
  assertEquals(
    (await readLoads(database)).map(({ scopeKind, minutes }) => ({
      scopeKind,
      minutes: minutes.map(({ minuteAt, originalCount, retryCount, successCount, wastedMs, totalMs }) => (
        { minuteAt, originalCount, retryCount, successCount, wastedMs, totalMs }
      )),
    })),
    [{
      scopeKind: "all",
      minutes: [
        { minuteAt: START, originalCount: 7, retryCount: 4, successCount: 6, wastedMs: 300, totalMs: 1_000 },
        { minuteAt: START + 60_000, originalCount: 10, successCount: 10, ...quiet },
      ],
    }],
  );
});

Deno.test("retry_patterns counts retries by route, kind of client, server to blame and attempt", async () => {
  await using database = await databaseWith(MINUTES, RETRIES, CHAINS);
  await findRetryEpisodes(database);
  const rows = await database.rows<RetryPattern>("from retry_patterns order by pattern, scope");
  assertEquals(
    rows.map((
      { pattern, scope, retry_count, pattern_count, request_share },
    ) => [pattern, scope, retry_count, pattern_count, request_share]),
    [
      ["attempts", "2", 3, 2, null],
      ["attempts", "3", 1, 1, null],
      ["backoff", "/x", 3, 2, null],
      ["jitter", "browser", 2, 0, null],
      ["jitter", "library", 1, 1, null],
      ["server", "a", 3, 3, 0.2],
    ],
  );
});

Deno.test("quiet minutes have no episode and nothing to recommend", async () => {
  await using database = await databaseWith(MINUTES, RETRIES, CHAINS);
  assertEquals(await findRetryEpisodes(database), { episodes: [], recommendations: [] });
});
