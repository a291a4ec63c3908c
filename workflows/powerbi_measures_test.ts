import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import type { PageContext, ViewRow } from "../lib/dashboard/page.ts";
import { overviewCards } from "../lib/dashboard/pages/overview_cards.ts";
import { meanOverRequests } from "../lib/dashboard/parts/series.ts";
import type { Measure } from "../lib/powerbi/model/measure.ts";
import { MEASURES } from "../lib/powerbi/model/model.ts";
import { sqlTwin } from "../lib/powerbi/model/sql_twin.ts";
import { TRAFFIC_MEASURES } from "../lib/powerbi/model/traffic_measures.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const DAYS_MS = 2 * 86_400_000;
const FROM = Date.UTC(2026, 0, 5);

/** Which measure is which card of the dashboard; percentiles are not, as sketches do not add up in DAX. */
const CARDS: Readonly<Record<string, Measure>> = {
  "Requests a second": TRAFFIC_MEASURES.requestsPerSecond,
  "Server errors": TRAFFIC_MEASURES.serverErrorRatio,
  "Availability": TRAFFIC_MEASURES.availability,
  "Apdex": TRAFFIC_MEASURES.apdex,
};

/** Tables from which the other numbers are computed row by row, as a page does it. */
const READS = {
  hours: `select * from kpis where "window" = 'hour' and scope_kind = 'all' order by window_start_at`,
  minutes: "select * from traffic_minutes where scope_kind = 'all'",
  anomalies: "select severity, score from anomalies",
  incidents: "select severity, request_count from incidents",
  retries: "select * from retry_minutes where scope_kind = 'all'",
  samples: "select * from server_metrics",
  capacity: "select scope_kind, headroom_ratio from capacity_current",
  servers: "select state, score from server_current",
  objectives: "select budget_left_ratio from slo_current",
} as const;

type Rows = { readonly [K in keyof typeof READS]: readonly ViewRow[] };

async function readAll(folder: TrialFolder): Promise<Rows> {
  const read: [string, ViewRow[]][] = [];
  for (const [name, sql] of Object.entries(READS)) read.push([name, await folder.query<ViewRow>(sql)]);
  return Object.fromEntries(read) as unknown as Rows;
}

async function valueOf(folder: TrialFolder, measure: Measure, kind?: string): Promise<number | null> {
  const [row] = await folder.query<{ value: number | null }>(sqlTwin(measure, kind));
  return row!.value;
}

const known = (rows: readonly ViewRow[], column: string) =>
  rows.map((row) => row[column]).filter((value) => typeof value === "number");
const sum = (rows: readonly ViewRow[], ...columns: string[]) =>
  columns.flatMap((column) => known(rows, column)).reduce((total, value) => total + value, 0);
const critical = (rows: readonly ViewRow[]) => rows.filter(({ severity }) => severity === "critical").length;
/** Power BI shows nothing, rather than a nought, where there are no rows to count. */
const count = (number: number) => number === 0 ? null : number;

function expectedOf({ hours, minutes, anomalies, incidents, retries, samples, capacity, objectives, servers }: Rows) {
  const errors = ["status_4xx_count", "status_5xx_count", "aborted_count", "unanswered_count"];
  const requests = sum(minutes, "request_count");
  const cpu = known(samples, "cpu_usage_percent");
  const most = (column: string) => Math.max(...known(samples, column));
  const headrooms = known(capacity, "headroom_ratio");
  const ofAll = known(capacity.filter(({ scope_kind }) => scope_kind === "all"), "headroom_ratio");
  const chains = sum(retries, "chain_success_count", "chain_failure_count");
  return {
    "Requests": requests,
    "Mean latency (ms)": meanOverRequests(hours, "avg_duration_ms"),
    "Median latency (ms)": meanOverRequests(hours, "p50_duration_ms"),
    "p95 latency (ms)": meanOverRequests(hours, "p95_duration_ms"),
    "p99 latency (ms)": meanOverRequests(hours, "p99_duration_ms"),
    "Longest request (ms)": Math.max(...known(hours, "max_duration_ms")),
    "Error ratio": sum(minutes, ...errors) / requests,
    "Retry ratio": sum(minutes, "balancer_retry_count", "client_retry_count") / requests,
    "Anomalies": count(anomalies.length),
    "Critical anomalies": count(critical(anomalies)),
    "Highest score": Math.max(...known(anomalies, "score")),
    "Incidents": count(incidents.length),
    "Critical incidents": count(critical(incidents)),
    "Requests in incidents": sum(incidents, "request_count"),
    "Failed requests": sum(retries, "failed_count"),
    "Client retries": sum(retries, "client_retry_count"),
    "Balancer retries": sum(retries, "balancer_retry_count"),
    "Retried share of failures": sum(retries, "client_retry_count") / sum(retries, "failed_count"),
    "First retry success": sum(retries, "attempt_2_success_count") / sum(retries, "attempt_2_count"),
    "Retry success": sum(retries, "chain_success_count") / chains,
    "Mean wait (ms)": sum(retries, "wait_ms_sum") / sum(retries, "client_retry_count"),
    "Wasted requests": sum(retries, "wasted_request_count"),
    "Wasted server time (s)": sum(retries, "wasted_server_ms") / 1_000,
    "Mean CPU (%)": cpu.reduce((total, value) => total + value, 0) / cpu.length,
    "Peak CPU (%)": most("cpu_usage_percent"),
    "Peak memory (%)": most("memory_usage_percent"),
    "Peak disk (%)": most("disk_usage_percent"),
    "Peak connections": most("active_connections"),
    "Failed health checks": sum(samples, "backend_health_failures"),
    "Headroom": ofAll[0] ?? null,
    "Tightest headroom": headrooms.length === 0 ? null : Math.min(...headrooms),
    "Unhealthy servers": count(servers.filter(({ state }) => state === "unhealthy").length),
    "Lowest server score": Math.min(...known(servers, "score")),
    "Least budget left": Math.min(...known(objectives, "budget_left_ratio")),
  };
}

Deno.test("every measure of Power BI gives the dashboard's number on the same data", async () => {
  using folder = new TrialFolder();
  const done = await folder.run(PIPELINE_TASK, ["--requests=20000", "--servers=6", "--start=2026-01-05"]);
  assertEquals(done.code, 0, done.err.join("\n"));
  const rows = await readAll(folder);
  const context = {
    range: { from: FROM, to: FROM + DAYS_MS },
    scope: { kind: "all", name: "(all)" },
    compare: null,
    parameters: new URLSearchParams(),
    rows: (name: string) => name === "windows" ? rows.hours : [],
  } as unknown as PageContext;
  const cards = overviewCards(context).flatMap(({ label, value }) =>
    CARDS[label] === undefined ? [] : [[CARDS[label].name, value] as const]
  );
  const expected = new Map<string, number | null>([...cards, ...Object.entries(expectedOf(rows))]);
  assertEquals([...expected.keys()].toSorted(), MEASURES.map(({ name }) => name).toSorted());
  for (const measure of MEASURES) {
    const [actual, wanted] = [await valueOf(folder, measure), expected.get(measure.name) ?? null];
    if (actual === null || wanted === null) assertEquals(actual, wanted, measure.name);
    else assertAlmostEquals(actual, wanted, 1e-9 * Math.max(1, Math.abs(wanted)), measure.name);
  }
  const requests = await valueOf(folder, TRAFFIC_MEASURES.requests);
  assertEquals(await valueOf(folder, TRAFFIC_MEASURES.requests, "server"), requests);
  assert(rows.anomalies.length > 0 && rows.retries.length > 0 && rows.samples.length > 0 && rows.objectives.length > 0);
});
