import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DuckDb } from "../duckdb/duckdb.ts";
import type { KpiRow } from "../kpi/kpi.ts";
import type { PoolBalanceRow } from "../kpi/pool_balance.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { DAY_MS } from "../table/day.ts";
import { type RequestRow, REQUESTS } from "../telemetry/request.ts";
import { mergeSketches, quantile, RELATIVE_ERROR, sketchOf } from "../traffic/latency_sketch.ts";
import type { TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import { goldFile, writeRows } from "./gold_files.ts";
import { daysOf, rollUpDays } from "./roll_up_days.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOTHING = Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null]));

/** What a roll-up made. */
interface Gold {
  readonly minutes: readonly TrafficMinuteRow[];
  readonly kpis: readonly KpiRow[];
  readonly balance: readonly PoolBalanceRow[];
}

interface Options {
  readonly routeLimit?: number;
  readonly spanRequests?: number;
  /** Requests that earlier runs have left. */
  readonly others?: readonly Partial<RequestRow>[];
}

/** A request of which only what is named is known. */
function requestOf(known: Partial<RequestRow>, i: number): RequestRow {
  return { ...NOTHING, requested_at: DAY, source: "access.log", line: i + 1, ...known } as RequestRow;
}

async function writeRequests(folder: string, known: readonly Partial<RequestRow>[]): Promise<string> {
  Deno.mkdirSync(folder);
  await writeRows(folder, REQUESTS, known.map(requestOf));
  return goldFile(folder, REQUESTS);
}

async function rollUp(
  known: readonly Partial<RequestRow>[],
  { routeLimit = 10, spanRequests = 2_000_000, others }: Options = {},
): Promise<Gold> {
  using folder = new TemporaryFolder();
  const path = await writeRequests(`${folder.path}/run`, known);
  const otherFiles = others === undefined ? [] : [await writeRequests(`${folder.path}/others`, others)];
  await using database = await DuckDb.open();
  const days = await daysOf(database, path, "requested_at");
  const found = await rollUpDays(database, days, {
    apdexMs: 500,
    routeLimit,
    spanRequests,
    folder: folder.path,
    requestsOf: () => Promise.resolve({ requests: [path, ...otherFiles] }),
  });
  assertEquals(found, days);
  return {
    minutes: await database.rows("from all_traffic_minutes order by minute_at, scope_kind, scope"),
    kpis: await database.rows(`from all_kpis order by window_start_at, "window", scope_kind, scope`),
    balance: await database.rows("from all_pool_balance order by window_start_at, pool"),
  };
}

/** Seven requests of one minute, of which each differs in another way. */
const SEVEN: readonly Partial<RequestRow>[] = [
  {
    server_id: "s1",
    region: "eu",
    route: "/a",
    method: "GET",
    status_code: 200,
    duration_ms: 100,
    queue_ms: 1,
    connect_ms: 2,
    upstream_ms: 90,
    attempt_count: 1,
    request_bytes: 10,
    response_bytes: 100,
    retry_rate: 0,
  },
  { server_id: "s2", region: "eu", route: "/a", method: "GET", status_code: 404, duration_ms: 600, attempt_count: 1 },
  {
    server_id: "s1",
    region: "us",
    route: "/b",
    method: "POST",
    status_code: 503,
    duration_ms: 50,
    attempt_count: 3,
    is_redispatched: true,
    response_bytes: 20,
  },
  { route: "/c", method: "GET", termination: "CD--", attempt_count: 0 },
  { server_id: "s2", region: "eu", method: "GET", termination: "sH--", duration_ms: 2_001, upstream_ms: 2_000 },
  { server_id: "s1", region: "eu", route: "/a", method: "GET", status_code: 301, duration_ms: 0, retry_rate: 1 },
  { server_id: "s1", region: "eu", route: "/b", method: "GET", status_code: 101, duration_ms: 2_000 },
].map((request, i) => ({ ...request, balancer: "lb", requested_at: DAY + i * 8_571 }));

const DURATIONS = [100, 600, 50, 2_001, 0, 2_000];

function scopesOf({ minutes }: Gold, kind: string): Record<string, number> {
  return Object.fromEntries(
    minutes.filter(({ scope_kind }) => scope_kind === kind).map(({ scope, request_count }) => [scope, request_count]),
  );
}

Deno.test("traffic_minutes of seven requests are what a hand counts", async () => {
  const { minutes } = await rollUp(SEVEN);
  assertEquals(minutes.find(({ scope_kind }) => scope_kind === "all"), {
    minute_at: DAY,
    scope_kind: "all",
    scope: "(all)",
    request_count: 7,
    status_1xx_count: 1,
    status_2xx_count: 1,
    status_3xx_count: 1,
    status_4xx_count: 1,
    status_5xx_count: 1,
    aborted_count: 1,
    unanswered_count: 1,
    attempt_count: 5,
    balancer_retry_count: 2,
    redispatch_count: 1,
    client_retry_count: 1,
    request_bytes: 10,
    response_bytes: 120,
    timed_count: 6,
    duration_ms_sum: 4_751,
    duration_ms_max: 2_001,
    queue_ms_sum: 1,
    connect_ms_sum: 2,
    upstream_ms_sum: 2_090,
    satisfied_count: 2,
    tolerating_count: 2,
    latency_sketch: sketchOf(DURATIONS),
  });
});

Deno.test("traffic_minutes name the scope of what has none, and of routes beyond the bound", async () => {
  const gold = await rollUp(SEVEN, { routeLimit: 2 });
  assertEquals(scopesOf(gold, "server"), { s1: 4, s2: 2, "(none)": 1 });
  assertEquals(scopesOf(gold, "region"), { eu: 5, us: 1, "(none)": 1 });
  assertEquals(scopesOf(gold, "route"), { "/a": 3, "/b": 2, "(other)": 1, "(none)": 1 });
  assertEquals(scopesOf(gold, "method"), { GET: 6, POST: 1 });
});

Deno.test("a kind with one scope repeats the whole, and a kind that no request tells has no rows", async () => {
  const gold = await rollUp(SEVEN);
  const [all, balancer] = ["all", "balancer"].map((kind) => gold.minutes.filter((row) => row.scope_kind === kind));
  assertEquals(balancer, all!.map((row) => ({ ...row, scope_kind: "balancer", scope: "lb" })));
  assertEquals(scopesOf(gold, "pool"), {});
});

Deno.test("a bound of no routes leaves them all under (other), even where there is but one", async () => {
  assertEquals(scopesOf(await rollUp(SEVEN, { routeLimit: 0 }), "route"), { "(other)": 6, "(none)": 1 });
  const one = [{ route: "/a" }, { route: "/a" }];
  assertEquals(scopesOf(await rollUp(one, { routeLimit: 0 }), "route"), { "(other)": 2 });
});

Deno.test("of equally busy routes the first by name are kept", async () => {
  const routes = ["/d", "/b", "/c", "/a"].map((route) => ({ route }));
  assertEquals(scopesOf(await rollUp(routes, { routeLimit: 2 }), "route"), { "/a": 1, "/b": 1, "(other)": 2 });
});

Deno.test("a minute begins at its full second and holds nothing of the next", async () => {
  const at = [-1, 0, MINUTE_MS - 1, MINUTE_MS].map((ms) => ({ requested_at: DAY + HOUR_MS + ms }));
  const { minutes } = await rollUp(at);
  const counts = minutes.filter(({ scope_kind }) => scope_kind === "all")
    .map(({ minute_at, request_count }) => [(minute_at - DAY - HOUR_MS) / MINUTE_MS, request_count]);
  assertEquals(counts, [[-1, 1], [0, 2], [1, 1]]);
});

Deno.test("requests of other sources count on the days of the run, and on no other day", async () => {
  const others = [{ requested_at: DAY + 1 }, { requested_at: DAY + DAY_MS }];
  const { minutes } = await rollUp([{ requested_at: DAY }], { others });
  assertEquals(minutes.map(({ minute_at, request_count }) => [minute_at, request_count]), [[DAY, 2]]);
});

Deno.test("durations beyond all reason stay in their own scope and minute", async () => {
  const durations = { a: 1e15, b: 1e300, c: 1, d: Number.MAX_VALUE };
  const { minutes, kpis } = await rollUp(
    Object.entries(durations).map(([server_id, duration_ms]) => ({ server_id, duration_ms })),
  );
  const servers = minutes.filter(({ scope_kind }) => scope_kind === "server");
  assertEquals(servers.map(({ latency_sketch }) => latency_sketch.counts), [[1], [1], [1], [1]]);
  const p50 = kpis.find((row) => row.window === "minute" && row.scope === "c")!.p50_duration_ms!;
  assertAlmostEquals(p50, 1, RELATIVE_ERROR);
});

/** Requests of two hours and two days over a few scopes, half of them with durations of any size. */
const RANDOM_REQUESTS = fc.sample(
  fc.record({
    requested_at: fc.integer({ min: 0, max: 9 }).chain((minute) =>
      fc.constantFrom(0, 1, 24).map((hour) => DAY + hour * HOUR_MS + minute * MINUTE_MS + hour)
    ),
    pool: fc.constantFrom("web", "api"),
    server_id: fc.option(fc.constantFrom("s1", "s2", "s3"), { freq: 10 }),
    region: fc.constantFrom("eu", "us"),
    route: fc.option(fc.constantFrom("/a", "/b", "/c", "/d")),
    method: fc.constantFrom("GET", "POST"),
    status_code: fc.option(fc.constantFrom(101, 200, 204, 304, 404, 499, 500, 503), { freq: 10 }),
    duration_ms: fc.option(
      fc.oneof(fc.constantFrom(0, 1, 500, 2_000), fc.double({ min: -18, max: 20, noNaN: true }).map(Math.exp)),
      { freq: 10 },
    ),
    attempt_count: fc.option(fc.integer({ min: 0, max: 4 })),
    is_redispatched: fc.option(fc.boolean()),
    retry_rate: fc.option(fc.constantFrom(0, 1)),
    request_bytes: fc.option(fc.nat()),
    response_bytes: fc.option(fc.nat()),
    termination: fc.option(fc.constantFrom("CD--", "----", "sH--", "DC", "UT")),
  }),
  { seed: 1, numRuns: 3_000 },
);

const SUMS = [
  "request_count",
  "status_1xx_count",
  "status_2xx_count",
  "status_3xx_count",
  "status_4xx_count",
  "status_5xx_count",
  "aborted_count",
  "unanswered_count",
  "attempt_count",
  "balancer_retry_count",
  "redispatch_count",
  "client_retry_count",
  "request_bytes",
  "response_bytes",
  "timed_count",
  "satisfied_count",
  "tolerating_count",
] as const satisfies readonly (keyof TrafficMinuteRow)[];

function sumOf(rows: readonly TrafficMinuteRow[], column: typeof SUMS[number]): number {
  return rows.reduce((sum, row) => sum + row[column], 0);
}

function sketchOver(rows: readonly TrafficMinuteRow[]) {
  return mergeSketches(rows.map(({ latency_sketch }) => latency_sketch));
}

Deno.test("every kind of scope adds up to the whole, minute by minute, sketches included", async () => {
  const { minutes } = await rollUp(RANDOM_REQUESTS, { routeLimit: 2 });
  for (const ofMinute of Map.groupBy(minutes, ({ minute_at }) => minute_at).values()) {
    const kinds = Map.groupBy(ofMinute, ({ scope_kind }) => scope_kind);
    const all = kinds.get("all")!;
    assertEquals([...kinds.keys()].toSorted(), ["all", "method", "pool", "region", "route", "server"]);
    for (const [kind, rows] of kinds) {
      for (const column of SUMS) assertEquals(sumOf(rows, column), all[0]![column], `${kind} ${column}`);
      assertEquals(sketchOver(rows), all[0]!.latency_sketch, kind);
      const durationSum = rows.reduce((sum, row) => sum + row.duration_ms_sum, 0);
      assertAlmostEquals(durationSum, all[0]!.duration_ms_sum, 1e-9 * durationSum);
    }
  }
});

Deno.test("every request is in one status class, and every duration in the sketch", async () => {
  const { minutes } = await rollUp(RANDOM_REQUESTS);
  const classes = SUMS.filter((name) => name.startsWith("status_")).concat("aborted_count", "unanswered_count");
  for (const row of minutes) {
    assertEquals(classes.reduce((sum, column) => sum + row[column], 0), row.request_count);
    assertEquals(row.latency_sketch.counts.reduce((sum, count) => sum + count, 0), row.timed_count);
  }
  assertEquals(
    sumOf(minutes.filter(({ scope_kind }) => scope_kind === "all"), "request_count"),
    RANDOM_REQUESTS.length,
  );
});

Deno.test("the sketch of SQL is the sketch of TypeScript, bucket by bucket", async () => {
  const durations = fc.sample(fc.double({ min: -25, max: 30, noNaN: true }).map(Math.exp), { seed: 2, numRuns: 5_000 });
  const all = [0, 1e-9, 1, ...durations];
  const { minutes } = await rollUp(all.map((duration_ms) => ({ duration_ms })));
  assertEquals(minutes.map(({ latency_sketch }) => latency_sketch), [sketchOf(all)]);
});

function kpi({ kpis }: Gold, window: string, kind: string): KpiRow {
  return kpis.find((row) => row.window === window && row.scope_kind === kind)!;
}

Deno.test("kpis of seven requests are what a hand computes", async () => {
  const row = kpi(await rollUp(SEVEN), "minute", "all");
  const percentiles = { p50_duration_ms: 100, p90_duration_ms: 2_001, p95_duration_ms: 2_001, p99_duration_ms: 2_001 };
  for (const [name, expected] of Object.entries(percentiles)) {
    assertAlmostEquals(row[name as keyof typeof percentiles]!, expected, expected * RELATIVE_ERROR, name);
  }
  const expected = {
    request_count: 7,
    requests_per_second: 7 / 60,
    avg_duration_ms: 4_751 / 6,
    max_duration_ms: 2_001,
    error_ratio: 4 / 7,
    server_error_ratio: 2 / 7,
    retry_ratio: 3 / 7,
    amplification: 9 / 6,
    apdex: (2 + 2 / 2) / 6,
    availability: 5 / 7,
    bytes_per_second: 120 / 60,
    concurrency: 4.751 / 60,
  };
  for (const [name, value] of Object.entries(expected)) {
    assertAlmostEquals(row[name as keyof typeof expected]!, value, 1e-12, name);
  }
});

Deno.test("kpis are null where no request has a duration, and where every request is a retry", async () => {
  const row = kpi(await rollUp([{ status_code: 200, retry_rate: 1 }]), "minute", "all");
  const { avg_duration_ms, p50_duration_ms, p99_duration_ms, max_duration_ms, apdex, concurrency, amplification } = row;
  assertEquals(
    [avg_duration_ms, p50_duration_ms, p99_duration_ms, max_duration_ms, apdex, concurrency, amplification],
    Array(7).fill(null),
  );
  assertEquals([row.availability, row.error_ratio, row.retry_ratio], [1, 0, 1]);
});

Deno.test("kpis of hours and days are sums of minutes", async () => {
  const gold = await rollUp(RANDOM_REQUESTS);
  const lengths = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;
  assertEquals(gold.kpis.filter(({ scope_kind }) => scope_kind === "all").length, 30 + 3 + 2);
  for (const row of gold.kpis) {
    const length = lengths[row.window as keyof typeof lengths];
    const minutes = gold.minutes.filter((minute) =>
      minute.scope_kind === row.scope_kind && minute.scope === row.scope &&
      Math.floor(minute.minute_at / length) * length === row.window_start_at
    );
    assertEquals(row.request_count, sumOf(minutes, "request_count"));
    assertAlmostEquals(row.requests_per_second, row.request_count * 1_000 / length, 1e-12);
    const serverErrors = sumOf(minutes, "status_5xx_count") + sumOf(minutes, "unanswered_count");
    assertAlmostEquals(row.server_error_ratio, serverErrors / row.request_count, 1e-12);
    const timed = sumOf(minutes, "timed_count");
    const apdex = (sumOf(minutes, "satisfied_count") + sumOf(minutes, "tolerating_count") / 2) / timed;
    if (timed > 0) assertAlmostEquals(row.apdex!, apdex, 1e-12);
    const p95 = quantile(sketchOver(minutes), 0.95);
    if (p95 === null) assertEquals(row.p95_duration_ms, null);
    else assertAlmostEquals(row.p95_duration_ms!, p95, 1e-9 * p95);
  }
});

Deno.test("a day that is rolled up in many spans is the same as at once, where a kind has one scope in some spans too", async () => {
  const alone = { requested_at: DAY - 1, server_id: "s9", duration_ms: 7 };
  const requests = [alone, ...RANDOM_REQUESTS];
  const whole = await rollUp(requests, { routeLimit: 2 });
  const spans = await rollUp(requests, { routeLimit: 2, spanRequests: 150 });
  const named = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row, rounded)).toSorted();
  assertEquals(named(spans.minutes), named(whole.minutes));
  assertEquals(named(spans.kpis), named(whole.kpis));
  assertEquals(named(spans.balance), named(whole.balance));
});

/** Sums of doubles depend on their order in the last digits. */
function rounded(_: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(12)) : value;
}

Deno.test("quantiles of every window and server are within one percent of the exact ones", async () => {
  const { kpis } = await rollUp(RANDOM_REQUESTS);
  const lengths = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;
  for (const row of kpis.filter(({ scope_kind, scope }) => scope_kind === "server" && scope !== "(none)")) {
    const length = lengths[row.window as keyof typeof lengths];
    const durations = RANDOM_REQUESTS.flatMap((request) =>
      request.server_id === row.scope && request.duration_ms !== null &&
        Math.floor(request.requested_at / length) * length === row.window_start_at
        ? [request.duration_ms]
        : []
    ).toSorted((a, b) => a - b);
    for (const [name, q] of [["p50", 0.5], ["p90", 0.9], ["p95", 0.95], ["p99", 0.99]] as const) {
      const exact = durations[Math.ceil(q * durations.length) - 1] ?? null;
      const found = row[`${name}_duration_ms`];
      if (exact === null) assertEquals(found, null);
      else assert(Math.abs(found! - exact) <= exact * (RELATIVE_ERROR + 1e-9), `${name}: ${found} of ${exact}`);
    }
  }
});

Deno.test("pool_balance is the Jain index of each hour and pool over servers that answered", async () => {
  const share = (pool: string | null, server_id: string | null, count: number, hour = 0) =>
    Array.from({ length: count }, (_, i) => ({ pool, server_id, requested_at: DAY + hour * HOUR_MS + i * MINUTE_MS }));
  const { balance } = await rollUp([
    ...share("web", "s1", 3),
    ...share("web", "s2", 1),
    ...share("web", null, 5),
    ...share("web", "s1", 4, 1),
    ...share("web", "s2", 4, 1),
    ...share("api", "s1", 2),
    ...share(null, "s9", 1),
  ]);
  const row = (pool: string, server_count: number, request_count: number, jain_index: number, hour = 0) => (
    { window_start_at: DAY + hour * HOUR_MS, pool, server_count, request_count, jain_index }
  );
  assertEquals(balance, [
    row("(none)", 1, 1, 1),
    row("api", 1, 2, 1),
    row("web", 2, 4, 4 ** 2 / (2 * (3 ** 2 + 1 ** 2))),
    row("web", 2, 8, 1, 1),
  ]);
});

Deno.test("daysOf() names the UTC days that rows lie in, ascending", async () => {
  using folder = new TemporaryFolder();
  const at = [DAY + DAY_MS, DAY, DAY - 1, DAY + 5].map((requested_at) => ({ requested_at }));
  const path = await writeRequests(`${folder.path}/run`, at);
  await using database = await DuckDb.open();
  assertEquals(await daysOf(database, path, "requested_at"), [DAY - DAY_MS, DAY, DAY + DAY_MS]);
});
