import { stripAnsiCode } from "@std/fmt/colors";
import { dirname, join } from "@std/path";
import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { KpiRow } from "../lib/kpi/kpi.ts";
import { SCOPE_KINDS } from "../lib/traffic/traffic_minute.ts";
import { REJECTS } from "../lib/telemetry/reject.ts";
import { type RequestRow, REQUESTS } from "../lib/telemetry/request.ts";
import { SERVER_METRICS } from "../lib/telemetry/server_metric.ts";
import { DAILY_TABLES } from "../lib/warehouse/tables.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const NGINX = `203.0.113.9 - - [05/Jan/2026:12:00:01 +0100] "GET /users/42?x=1 HTTP/1.1" 200 512 "-" "curl/8.5.0" ` +
  `rt=0.250 uct="0.002" urt="0.240" us="200" ua="10.0.0.1:8080"\n` +
  `2001:db8::7 - - [05/Jan/2026:12:00:20 +0100] "POST /orders HTTP/1.1" 502 157 "-" "-" ` +
  `rt=2.000 uct="0.010, 0.020" urt="0.600, 1.300" us="502, 502" ua="10.0.0.1:8080, 10.0.0.2:8080"\n` +
  `no line of an access log\n`;

const HAPROXY =
  `Jan  5 11:00:40 lb1 haproxy[5061]: 203.0.113.9:50276 [05/Jan/2026:11:00:40.500] fe_https~ be_shop/app2 ` +
  `3/5/7/85/100 503 263 - - SHNI 2/2/1/0/+2 0/0 "GET /users/7 HTTP/1.1"\n` +
  `Jan  5 11:00:41 lb1 haproxy[5061]: 203.0.113.9:50277 [05/Jan/2026:11:00:41.000] fe_https~ be_shop/<NOSRV> ` +
  `0/-1/-1/-1/40 400 0 - - CR-- 2/2/1/0/0 0/0 "<BADREQ>"\n`;

const ALB = `https 2026-01-05T11:00:59.900000Z app/shop-alb/50dc6c495c0c9188 203.0.113.9:20000 10.0.0.3:80 ` +
  `0.001 0.380 0.000 200 200 246 31160 "GET https://shop.example.test:443/users/9 HTTP/2.0" "curl/8.5.0" ` +
  `ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 ` +
  `arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/73e2d6bc24d8a067 "Root=1-6b036134" "-" "-" ` +
  `0 2026-01-05T11:00:59.519000Z "forward" "-" "-" "10.0.0.3:80" "200" "-" "-"\n`;

const at = (text: string) => Date.parse(`2026-01-05T${text}Z`);

/** What the columns hold that a line says nothing about. */
const UNSAID: Omit<RequestRow, "requested_at" | "source" | "line"> = {
  balancer: null,
  pool: null,
  server_id: null,
  region: null,
  method: null,
  path: null,
  route: null,
  status_code: null,
  duration_ms: null,
  queue_ms: null,
  connect_ms: null,
  upstream_ms: null,
  attempt_count: null,
  is_redispatched: null,
  request_bytes: null,
  response_bytes: null,
  client_ip: null,
  user_agent: null,
  protocol: null,
  tls_version: null,
  termination: null,
  request_id: null,
  retry_rate: null,
};

/** Every table that speaks of the traffic and not of the run, with how many rows it has and a digest of them. */
async function contents(folder: TrialFolder): Promise<Record<string, unknown>> {
  const tables = [...DAILY_TABLES, REQUESTS, REJECTS, SERVER_METRICS].map(({ name }) => name);
  const digests = tables.map((name) => `
    select '${name}' as name, count(*) as row_count, md5(string_agg(r::varchar, chr(10) order by r::varchar)) as digest
    from (select * ${name === "rejects" ? "exclude rejected_at" : ""} from ${name}) as r
  `);
  const rows = await folder.query<{ name: string }>(digests.join(" union all "));
  return Object.fromEntries(rows.map(({ name, ...digest }) => [name, digest]));
}

interface SumOfKind {
  readonly scope_kind: string;
  /** Minutes in which the scopes of the kind do not add up to all traffic. */
  readonly differing_minutes: number;
}

/** Adds up the scopes of every kind, minute by minute. */
function sumsOfKinds(folder: TrialFolder): Promise<SumOfKind[]> {
  const sums = [
    "request_count",
    "status_5xx_count",
    "attempt_count",
    "client_retry_count",
    "response_bytes",
    "timed_count",
    "satisfied_count",
    "duration_ms_sum",
    "list_sum(map_values(latency_sketch))",
  ].map((column) => `sum(${column})`);
  return folder.query<SumOfKind>(`
    with sums as (select minute_at, scope_kind, [${
    sums.join(", ")
  }]::double[] as sums from traffic_minutes group by all)
    select
        sums.scope_kind,
        count(*) filter (where list_distance(sums.sums, totals.sums) > 1e-6) + abs(count(*) - any_value(minute_count)) as differing_minutes
    from sums
    inner join (from sums where scope_kind = 'all') as totals using (minute_at)
    cross join (select count(*) as minute_count from sums where scope_kind = 'all')
    group by sums.scope_kind
    order by sums.scope_kind
  `);
}

const addingUp = (kind: string): SumOfKind => ({ scope_kind: kind, differing_minutes: 0 });

/** Compares the percentiles of all traffic, servers and routes in every window with those of the requests themselves. */
async function comparePercentiles(folder: TrialFolder): Promise<{ windowCount: number; worstError: number }> {
  const percents = ["50", "90", "95", "99"];
  const exact = percents.map((p) => `quantile_disc(duration_ms, 0.${p}) as exact_p${p}`).join(", ");
  const errors = percents.map((p) => `abs(p${p}_duration_ms - exact_p${p}) / if(exact_p${p} = 0, 1, exact_p${p})`).join(
    ", ",
  );
  const [result] = await folder.query<{ windowCount: number; worstError: number }>(`
    with scoped as (
        select
            requested_at,
            duration_ms,
            unnest(['all', 'server', 'route']) as scope_kind,
            coalesce(unnest(['(all)', server_id, route]), '(none)') as scope
        from requests
        where duration_ms is not null
    ),
    windowed as (select *, unnest(['minute', 'hour', 'day']) as "window" from scoped),
    exact as (
        select date_trunc("window", requested_at) as window_start_at, "window", scope_kind, scope, ${exact}
        from windowed
        group by all
    )
    select count(*) as windowCount, max(greatest(${errors})) as worstError
    from kpis
    inner join exact using (window_start_at, "window", scope_kind, scope)
  `);
  return result!;
}

Deno.test("pipeline turns literal lines of nginx, HAProxy and ALB into exact rows", async (t) => {
  using folder = new TrialFolder();
  const [nginx, haproxy, alb] = [
    folder.write("nginx.log", NGINX),
    folder.write("haproxy.log", HAPROXY),
    folder.write("alb.log", ALB),
  ];
  const { code, out, err } = await folder.run(PIPELINE_TASK, ["--json", nginx, haproxy, alb]);
  assertEquals(code, 0, err.join("\n"));

  await t.step("--json ends standard output with rows, rejects, ms and warehouse", () => {
    const { rows, rejects, ms, warehouse } = JSON.parse(out.at(-1)!);
    assertEquals([rows.requests, rows.rejects, rejects], [5, 1, 1]);
    assertEquals(Object.keys(ms), ["ingest", "analyze", "load", "alert", "retain", "report"]);
    assertEquals(warehouse, `duckdb:${folder.data}/warehouse.duckdb`);
  });

  await t.step("a log line tells of each step, for there is no terminal", () => {
    assertEquals(err.map((line) => line.split(" ").slice(1, 3).join(" ")), [
      "info ingest",
      "info analyze",
      "info load",
      "info alert",
      "info retain",
      "info report",
    ]);
  });

  await t.step("requests", async () => {
    assertEquals(await folder.query<RequestRow>("select * from requests order by requested_at"), [
      {
        ...UNSAID,
        requested_at: at("11:00:00.750"),
        server_id: "10.0.0.1:8080",
        method: "GET",
        path: "/users/42?x=1",
        route: "/users/{id}",
        status_code: 200,
        duration_ms: 250,
        connect_ms: 2,
        upstream_ms: 240,
        attempt_count: 1,
        is_redispatched: false,
        response_bytes: 512,
        client_ip: "203.0.113.9",
        user_agent: "curl/8.5.0",
        protocol: "HTTP/1.1",
        source: nginx,
        line: 1,
      },
      {
        ...UNSAID,
        requested_at: at("11:00:18.000"),
        server_id: "10.0.0.2:8080",
        method: "POST",
        path: "/orders",
        route: "/orders",
        status_code: 502,
        duration_ms: 2_000,
        connect_ms: 30,
        upstream_ms: 1_900,
        attempt_count: 2,
        is_redispatched: true,
        response_bytes: 157,
        client_ip: "2001:db8::7",
        protocol: "HTTP/1.1",
        source: nginx,
        line: 2,
      },
      {
        ...UNSAID,
        requested_at: at("11:00:40.500"),
        balancer: "lb1",
        pool: "be_shop",
        server_id: "app2",
        method: "GET",
        path: "/users/7",
        route: "/users/{id}",
        status_code: 503,
        duration_ms: 100,
        queue_ms: 5,
        connect_ms: 7,
        upstream_ms: 85,
        attempt_count: 3,
        is_redispatched: true,
        response_bytes: 263,
        client_ip: "203.0.113.9",
        protocol: "HTTP/1.1",
        termination: "SHNI",
        source: haproxy,
        line: 1,
      },
      {
        ...UNSAID,
        requested_at: at("11:00:41.000"),
        balancer: "lb1",
        pool: "be_shop",
        status_code: 400,
        duration_ms: 40,
        attempt_count: 0,
        is_redispatched: false,
        response_bytes: 0,
        client_ip: "203.0.113.9",
        termination: "CR--",
        source: haproxy,
        line: 2,
      },
      {
        ...UNSAID,
        requested_at: at("11:00:59.519"),
        balancer: "app/shop-alb/50dc6c495c0c9188",
        pool: "shop",
        server_id: "10.0.0.3:80",
        region: "eu-central-1",
        method: "GET",
        path: "/users/9",
        route: "/users/{id}",
        status_code: 200,
        duration_ms: 381,
        queue_ms: 1,
        upstream_ms: 380,
        attempt_count: 1,
        request_bytes: 246,
        response_bytes: 31_160,
        client_ip: "203.0.113.9",
        user_agent: "curl/8.5.0",
        protocol: "HTTP/2.0",
        tls_version: "TLSv1.2",
        request_id: "Root=1-6b036134",
        source: alb,
        line: 1,
      },
    ]);
  });

  await t.step("rejects", async () => {
    const rejects = await folder.query("select source, line, reason, text from rejects");
    assertEquals(rejects, [
      { source: nginx, line: 3, reason: "no readable time: no $time_local", text: "no line of an access log" },
    ]);
  });

  await t.step("kpis of the minute, all traffic", async () => {
    const [kpi] = await folder.query<KpiRow>(`from kpis where "window" = 'minute' and scope_kind = 'all'`);
    const { p50_duration_ms, p90_duration_ms, p95_duration_ms, p99_duration_ms, ...exact } = kpi!;
    assertEquals(exact, {
      window_start_at: at("11:00:00"),
      window: "minute",
      scope_kind: "all",
      scope: "(all)",
      request_count: 5,
      requests_per_second: 5 / 60,
      avg_duration_ms: (250 + 2_000 + 100 + 40 + 381) / 5,
      max_duration_ms: 2_000,
      error_ratio: 3 / 5,
      server_error_ratio: 2 / 5,
      retry_ratio: (1 + 2) / 5,
      amplification: (5 + 3) / 5,
      apdex: 3 / 5,
      availability: 1 - 2 / 5,
      bytes_per_second: (512 + 157 + 263 + 31_160) / 60,
      concurrency: 2_771 / 60_000,
    });
    assertAlmostEquals(p50_duration_ms!, 250, 2.5);
    for (const tail of [p90_duration_ms, p95_duration_ms, p99_duration_ms]) assertAlmostEquals(tail!, 2_000, 20);
  });

  await t.step("kpis of the day, by region", async () => {
    const columns = "scope, request_count, server_error_ratio, retry_ratio, apdex";
    assertEquals(
      await folder.query(`select ${columns} from kpis where "window" = 'day' and scope_kind = 'region' order by scope`),
      [
        { scope: "(none)", request_count: 4, server_error_ratio: 0.5, retry_ratio: 0.75, apdex: 0.5 },
        { scope: "eu-central-1", request_count: 1, server_error_ratio: 0, retry_ratio: 0, apdex: 1 },
      ],
    );
  });

  await t.step("the steps are on record", async () => {
    const loads = await folder.query("select step, rows_in, rejected_count from loads order by started_at");
    assertEquals(loads.slice(0, 1), [{ step: "ingest", rows_in: 6, rejected_count: 1 }]);
    assertEquals(loads.map((load) => (load as { step: string }).step), [
      "ingest",
      "analyze",
      "load",
      "alert",
      "retain",
    ]);
  });
});

Deno.test("pipeline adds up two sources of one day that come in two runs, and a repeat changes nothing", async () => {
  using folder = new TrialFolder();
  const [nginx, haproxy] = [folder.write("nginx.log", NGINX), folder.write("haproxy.log", HAPROXY)];
  const contentsAfter = async (...files: string[]) => {
    assertEquals((await folder.run(PIPELINE_TASK, files)).code, 0);
    return await contents(folder);
  };
  const first = await contentsAfter(nginx);
  const both = await contentsAfter(haproxy);
  const counts = await folder.query(`
    select scope, request_count from kpis where "window" = 'day' and scope_kind in ('all', 'server') order by scope
  `);
  assertEquals(counts, [
    { scope: "(all)", request_count: 4 },
    { scope: "(none)", request_count: 1 },
    { scope: "10.0.0.1:8080", request_count: 1 },
    { scope: "10.0.0.2:8080", request_count: 1 },
    { scope: "app2", request_count: 1 },
  ]);
  assert(first.kpis !== both.kpis);
  assertEquals(await contentsAfter(nginx, haproxy), both);
});

Deno.test("pipeline counts every line of real logs once, as a request or as a reject", async (t) => {
  using folder = new TrialFolder();
  const samples = ["aws_alb.log", "haproxy.log", "nginx.log"].map((name) =>
    join(import.meta.dirname!, "../data/samples", name)
  );
  const { code, out } = await folder.run(PIPELINE_TASK, ["--json", join(dirname(samples[0]!), "*.log")]);
  const lines = samples.map((path) => Deno.readTextFileSync(path).trimEnd().split("\n").length);
  assertEquals([code, JSON.parse(out[0]!).rejects], [0, 0]);
  const counts = await folder.query("select source, count(*) as count from requests group by source order by source");
  assertEquals(counts, samples.map((source, i) => ({ source, count: lines[i] })));

  await t.step("within every kind of scope the sums are the totals", async () => {
    assertEquals(await sumsOfKinds(folder), SCOPE_KINDS.toSorted().map(addingUp));
  });

  await t.step("percentiles are within 1 % of the exact ones", async () => {
    const { windowCount, worstError } = await comparePercentiles(folder);
    assert(windowCount > 50 && worstError <= 0.01 + 1e-9, `${windowCount} windows, off by ${worstError}`);
  });
});

Deno.test("pipeline with no log makes a synthetic day", async (t) => {
  using folder = new TrialFolder();
  const args = ["--requests=15000"];
  const { code, out, err } = await folder.run(PIPELINE_TASK, args);
  assertEquals(code, 0, err.join("\n"));
  assertStringIncludes(out[0]!, "15,000 requests");

  await t.step("no line of the summary is wider than 100 characters", () => {
    const text: string = stripAnsiCode(out[0]!);
    const wide = text.split("\n").filter((line) => [...line].length > 100);
    assertEquals(wide, []);
  });

  await t.step("counts are the lines read", async () => {
    const lines = Deno.readTextFileSync(`${folder.data}/telemetry/request_logs.csv`).split("\n").length - 2;
    assertEquals(lines, 15_000);
    assertEquals(await folder.query("select count(*) as count from requests"), [{ count: lines }]);
  });

  await t.step("within every kind of scope the sums are the totals", async () => {
    assertEquals(await sumsOfKinds(folder), ["all", "method", "region", "server"].map(addingUp));
  });

  await t.step("percentiles of 10,000 windows are within 1 % of the exact ones", async () => {
    const { windowCount, worstError } = await comparePercentiles(folder);
    assert(windowCount > 10_000, `${windowCount} windows`);
    assert(worstError <= 0.01 + 1e-9, `off by ${worstError}`);
  });

  await t.step("a second run leaves the same tables, to the last digit", async () => {
    const before = await contents(folder);
    assertEquals((await folder.run(PIPELINE_TASK, args)).code, 0);
    assertEquals(await contents(folder), before);
  });
});

Deno.test("pipeline tells of days that the next retention removes, and keeps them for now", async () => {
  using folder = new TrialFolder();
  const line = (year: number) => `192.0.2.1 - - [05/Jan/${year}:12:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "x"\n`;
  const file = folder.write("dates.log", [2015, 2026, 2099].map(line).join(""));
  const { code, err, out } = await folder.run(PIPELINE_TASK, [file]);
  assertEquals(code, 0);
  assertStringIncludes(err.join("\n"), 'days=1 oldest="2015-01-05"');
  assertStringIncludes(out[0]!, "dated more than a day ahead of the clock");
  assertEquals(
    await folder.query(
      `select window_start_at as "at", request_count from kpis where "window" = 'day' and scope_kind = 'all'`,
    ),
    [2015, 2026, 2099].map((year) => ({ at: Date.UTC(year, 0, 5), request_count: 1 })),
  );
});

Deno.test("pipeline as a task of the shell has the permissions it needs, and writes no colour and no carriage return", async () => {
  using folder = new TrialFolder();
  const { code, out, err } = await folder.spawn("pipeline", ["--json", "-"], NGINX);
  assertEquals(code, 0, err);
  assertEquals(JSON.parse(out.trimEnd().split("\n").at(-1)!).rows.requests, 2);
  for (const mark of ["\r", "\x1b"]) assert(!(out + err).includes(mark));
  assertEquals(err.match(/ info (ingest|analyze|load|alert|retain) rows_in=/g)?.length, 5);
});
