import { assertEquals } from "@std/assert";
import { DuckDb } from "../duckdb/duckdb.ts";
import { CLIENT_KINDS, CLIENT_PATTERNS, clientKind } from "../retry/client_kind.ts";
import type { RetryChainRow } from "../retry/retry_chain.ts";
import type { RetryMinuteRow } from "../retry/retry_minute.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { type RequestRow, REQUESTS } from "../telemetry/request.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import { writeRows } from "./gold_files.ts";
import { rollUpDays } from "./roll_up_days.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const NOTHING = Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null]));

type Given = Partial<RequestRow> & { readonly at: number };

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";

function request({ at, ...given }: Given, line: number): RequestRow {
  return {
    ...NOTHING,
    requested_at: DAY + at,
    client_ip: "203.0.113.7",
    user_agent: BROWSER,
    method: "GET",
    path: "/orders/17?full=1",
    route: "/orders/{id}",
    duration_ms: 20.25,
    status_code: 200,
    source: "access.log",
    line: line + 1,
    ...given,
  } as unknown as RequestRow;
}

interface Found {
  readonly chains: RetryChainRow[];
  readonly minutes: RetryMinuteRow[];
  readonly traffic: TrafficMinuteRow[];
}

/** Rolls up requests that lie in a file of their own for each source. */
async function find(given: readonly Given[]): Promise<Found> {
  using folder = new TemporaryFolder();
  await writeRows(folder.path, REQUESTS, given.map(request));
  await using database = await DuckDb.open();
  const requestsOf = () => Promise.resolve({ requests: [`${folder.path}/requests.parquet`] });
  await rollUpDays(database, [DAY], { apdexMs: 500, routeLimit: 5, folder: folder.path, requestsOf });
  return {
    chains: await database.rows("from all_retry_chains order by started_at, source, line"),
    minutes: await database.rows("from all_retry_minutes order by scope_kind, scope, minute_at"),
    traffic: await database.rows("from all_traffic_minutes order by scope_kind, scope, minute_at"),
  };
}

const CHAIN: readonly Given[] = [
  { at: 59_700, server_id: "s1", pool: "web", status_code: 503, upstream_ms: 10 },
  { at: 60_220, server_id: "s2", pool: "web", status_code: null },
  { at: 61_240, server_id: "s1", pool: "web" },
];

Deno.test("findRetries() makes a chain of a client that fails twice, over minutes, servers and lines of any order", async () => {
  const { chains } = await find([CHAIN[2]!, CHAIN[0]!, { at: 60_500, client_ip: "203.0.113.9" }, CHAIN[1]!]);
  assertEquals(chains, [{
    started_at: DAY + 59_700,
    source: "access.log",
    line: 2,
    client_ip: "203.0.113.7",
    client_kind: "browser",
    method: "GET",
    route: "/orders/{id}",
    pool: "web",
    region: null,
    balancer: null,
    attempt_count: 3,
    cause: "server_error",
    first_status_code: 503,
    last_status_code: 200,
    is_success: true,
    ended_at: DAY + 61_261,
    wait_pattern: "exponential",
    waits_ms: "[499.75,999.75]",
    durations_ms: "[20.25,20.25,20.25]",
    status_codes: "[503,null,200]",
    servers: '["s1","s2","s1"]',
    wasted_ms: 40.5,
  }]);
});

Deno.test("findRetries() follows a client from one balancer's log to another's", async () => {
  const { chains } = await find([
    { at: 5_000, source: "a.log", balancer: "a" },
    { at: 1_000, source: "a.log", balancer: "a", status_code: 502 },
    { at: 1_400, source: "b.log", balancer: "b", status_code: 502 },
    { at: 2_000, source: "a.log", balancer: "a" },
  ]);
  assertEquals(chains.map(({ attempt_count, balancer }) => [attempt_count, balancer]), [[3, "a"]]);
});

Deno.test("retry_minutes counts a retry where and when it began, and its cause before it", async () => {
  const { minutes } = await find([...CHAIN, {
    at: 62_000,
    client_ip: "203.0.113.9",
    attempt_count: 3,
    server_id: "s1",
  }]);
  const row = (kind: string, scope: string, minute: number) =>
    minutes.find((row) => row.scope_kind === kind && row.scope === scope && row.minute_at === DAY + minute * MINUTE_MS);
  const counts = (
    { request_count, failed_count, client_retry_count, balancer_retry_count }: RetryMinuteRow,
  ) => [request_count, failed_count, client_retry_count, balancer_retry_count];
  assertEquals(counts(row("all", "(all)", 0)!), [1, 1, 0, 0]);
  assertEquals(counts(row("all", "(all)", 1)!), [3, 1, 2, 2]);
  assertEquals(counts(row("server", "s1", 1)!), [2, 0, 1, 2]);
  assertEquals(counts(row("cause", "server_error", 1)!), [0, 0, 1, 0]);
  assertEquals(counts(row("cause", "cut", 1)!), [1, 1, 1, 0]);
  assertEquals(counts(row("client_kind", "browser", 1)!), [3, 1, 2, 0]);
  const all = row("all", "(all)", 1)!;
  assertEquals(
    [all.attempt_1_count, all.attempt_1_success_count, all.attempt_2_count, all.attempt_2_success_count],
    [1, 1, 1, 0],
  );
  assertEquals([all.attempt_3_count, all.attempt_3_success_count, all.chain_success_count], [1, 1, 1]);
  assertEquals([all.wasted_request_count, all.wasted_server_ms, row("all", "(all)", 0)!.wasted_server_ms], [
    1 + 2,
    20.25,
    10,
  ]);
  assertEquals([all.wait_1s_count, all.wait_10s_count, all.wait_ms_sum], [2, 0, 1_499.5]);
});

Deno.test("traffic_minutes counts inferred retries where the source states none, and what it states where it does", async () => {
  const retries = ({ traffic }: Found, kind: string) =>
    traffic.filter(({ scope_kind }) => scope_kind === kind).reduce((sum, row) => sum + row.client_retry_count, 0);
  const inferred = await find(CHAIN);
  for (const kind of ["all", "server", "pool", "route", "method"]) assertEquals(retries(inferred, kind), 2, kind);
  const stated = await find(CHAIN.map((given, i) => ({ ...given, retry_rate: i === 2 ? 1 : 0 })));
  assertEquals([retries(stated, "all"), stated.chains[0]?.attempt_count], [1, 3]);
});

Deno.test("failures that clients retry have a cause, and no others", async () => {
  const cases: readonly (readonly [string | null, Partial<RequestRow>])[] = [
    ["server_error", { status_code: 500 }],
    ["server_error", { status_code: 502, termination: "SH--" }],
    ["timeout", { status_code: 504 }],
    ["timeout", { status_code: 408 }],
    ["timeout", { status_code: 503, termination: "sQ--" }],
    ["too_many_requests", { status_code: 429 }],
    ["cut", { status_code: 499 }],
    ["cut", { status_code: null }],
    ["cut", { status_code: 200, termination: "SD--" }],
    [null, { status_code: 200, termination: "CD--" }],
    [null, { status_code: 404 }],
    [null, { status_code: null, method: null }],
  ];
  for (const [cause, given] of cases) {
    const { chains } = await find([{ at: 0, ...given }, { at: 300, method: given.method === null ? null : "GET" }]);
    assertEquals(chains.map((chain) => chain.cause), cause === null ? [] : [cause], JSON.stringify(given));
  }
});

Deno.test("a request that asks for something else, or whose client is unknown, repeats nothing", async () => {
  for (const other of [{ path: "/orders/18" }, { method: "POST" }, { user_agent: "curl/8" }, { client_ip: null }]) {
    assertEquals((await find([{ at: 0, status_code: 500 }, { at: 300, ...other }])).chains, [], JSON.stringify(other));
  }
  assertEquals((await find([0, 300].map((at) => ({ at, status_code: 500, client_ip: null })))).chains, []);
});

Deno.test("the kinds of clients of SQL are those of TypeScript", async () => {
  const agents = [BROWSER, "curl/8.17.0", "Googlebot", "KUBE-PROBE/1.31", "", "x"];
  const { minutes } = await find(agents.map((user_agent, i) => ({ at: i, user_agent })));
  const counts = (kind: string) => agents.filter((agent) => clientKind(agent) === kind).length;
  assertEquals(Object.keys(CLIENT_PATTERNS).length, CLIENT_KINDS.length - 1);
  for (const kind of CLIENT_KINDS) {
    assertEquals(minutes.find(({ scope }) => scope === kind)?.request_count ?? 0, counts(kind), kind);
  }
});
