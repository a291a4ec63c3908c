import { assert, assertEquals } from "@std/assert";
import { ANOMALIES, type AnomalyRow } from "../anomaly/anomaly.ts";
import { type IncidentRow, INCIDENTS } from "../anomaly/incident.ts";
import { INCIDENT_SIGNALS, type IncidentSignalRow } from "../anomaly/incident_signal.ts";
import { INCIDENT_SLICES, type IncidentSliceRow } from "../anomaly/incident_slice.ts";
import { assessCapacity } from "../capacity/assess_capacity.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { findCrossings } from "../capacity/find_crossings.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { forecastSeries, type KnownSeries } from "../capacity/forecast_series.ts";
import { loseBiggestServer, type ServerGroup } from "../capacity/lose_servers.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { rankSlots } from "../capacity/rank_slots.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import { uslThroughput } from "../capacity/usl.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { listSql } from "../duckdb/sql_file.ts";
import { KPIS } from "../kpi/kpi.ts";
import { POOL_BALANCE } from "../kpi/pool_balance.ts";
import { TABLE_CHECKS, WAREHOUSE_CHECKS } from "../quality/table_checks.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { evaluateObjective } from "../slo/evaluate_objective.ts";
import { EventRecord } from "../slo/event_record.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { assessServers } from "../health/assess_servers.ts";
import { HEALTH_CHECK_LINKS } from "../health/health_check_link.ts";
import { linkChecks } from "../health/link_checks.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import { emptyWindow } from "../health/server_window.ts";
import { findEpisodes } from "../retry/episode/find_episodes.ts";
import { RETRY_EPISODES } from "../retry/episode/retry_episode.ts";
import { CALM, STORM, trialMinutes } from "../retry/episode/trial_minutes.ts";
import { rankRecommendations } from "../retry/recommendation/rank_recommendations.ts";
import { recommendPatterns } from "../retry/recommendation/recommend_patterns.ts";
import { RETRY_RECOMMENDATIONS } from "../retry/recommendation/retry_recommendation.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import { DAY_MS } from "../table/day.ts";
import type { Table } from "../table/table.ts";
import { type RequestRow, REQUESTS } from "../telemetry/request.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { checkTables } from "./check_tables.ts";
import { goldFile, writeQuery, writeRows } from "./gold_files.ts";
import { rollUpDays } from "./roll_up_days.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const NOTHING = Object.fromEntries(Object.keys(REQUESTS.columns).map((name) => [name, null]));

/** Requests of an hour and the next over three servers, some failed, some without a server or a duration. */
const MANY_REQUESTS = Array.from({ length: 600 }, (_, i) => ({
  ...NOTHING,
  requested_at: DAY + (i % 75) * MINUTE_MS + (i % 40) * 200,
  pool: i % 5 === 0 ? "api" : "web",
  server_id: i % 11 === 0 ? null : `s${i % 3}`,
  client_ip: `198.51.100.${i % 20}`,
  method: "GET",
  status_code: i % 13 === 0 ? null : [200, 200, 404, 503][i % 4],
  duration_ms: i % 17 === 0 ? null : (i * 37) % 3_000,
  attempt_count: 1 + (i % 2),
  response_bytes: i,
  source: "access.log",
  line: i + 1,
})) as unknown as RequestRow[];

const ANOMALY: AnomalyRow = {
  window_start_at: DAY,
  window: "minute",
  scope_kind: "all",
  scope: "(all)",
  metric: "request_count",
  observed: 9,
  expected: 5,
  lower: 4,
  upper: 6,
  score: 99,
  severity: "minor",
  direction: "high",
  explanation: "",
  incident_id: "a",
};

const INCIDENT: IncidentRow = {
  incident_id: "a",
  opened_at: DAY,
  closed_at: DAY + MINUTE_MS,
  severity: "minor",
  scope_kind: "all",
  scope: "(all)",
  metric: "request_count",
  anomaly_count: 1,
  request_count: 9,
  peak_score: 99,
  summary: "",
  evidence: "{}",
};

const SLICE: IncidentSliceRow = {
  incident_id: "a",
  opened_at: DAY,
  scope_kind: "status",
  scope: "2xx",
  metric: "request_count",
  observed: 9,
  expected: 5,
  share: 1,
  is_carrier: false,
};

const SIGNAL: IncidentSignalRow = {
  incident_id: "a",
  opened_at: DAY,
  scope_kind: "all",
  scope: "(all)",
  metric: "request_count",
  direction: "high",
  onset_delay_ms: 0,
  observed: 9,
  expected: 5,
  anomaly_count: 1,
  is_cause_candidate: true,
};

/** How the built-in objectives stand in two hours of which a third of the events were bad. */
const STANDINGS = defaultObjectives(500).objectives.flatMap((objective) => {
  const minutes = Array.from({ length: 120 }, (_, i) => (
    { minute_at: DAY + i * MINUTE_MS, event_count: 3, bad_count: 1 }
  ));
  const known = [{ from: DAY, to: DAY + 120 * MINUTE_MS }];
  return evaluateObjective(objective, new EventRecord(minutes, { known, maintenance: [] }), [DAY]);
});

const HEALTH = assessServers([{ ...emptyWindow("s1", DAY), request_count: 40, server_error_count: 9 }], {
  peersOfServer: new Map(),
  to: DAY + 600_000,
});

const LINK = linkChecks(DAY, "s1", [{ at: DAY, failure_count: 3, server_error_count: 2 }])!;
const EPISODES = findEpisodes([{ scopeKind: "all", scope: "(all)", minutes: trialMinutes(CALM, STORM, CALM) }]);

const RECOMMENDATIONS = rankRecommendations(recommendPatterns(["/a", "/b"].map((scope) => ({
  day_at: DAY,
  pattern: "backoff",
  scope,
  retry_count: 100,
  pattern_count: 90,
  request_share: null,
}))));

/** Minutes of a scope whose throughput peaks at 22 requests in flight. */
const LOAD = Array.from({ length: 1_440 }, (_, i) => {
  const concurrency = 1 + (i % 40);
  return { concurrency, throughput: uslThroughput({ gamma: 50, alpha: 0.02, beta: 0.002 }, concurrency) };
});
const CPU = { percentPerRps: 1, limit: 150 };
const CAPACITIES = [
  assessCapacity({ scopeKind: "all", scope: "(all)", minutes: LOAD, latestThroughput: 40, cpu: CPU }, DAY),
  assessCapacity({ scopeKind: "pool", scope: "web", minutes: [], latestThroughput: 40, cpu: CPU }, DAY),
];

const SERVERS = ["s1", "s2", "s3"].map((serverId) => (
  { serverId, region: null, throughput: 10, highest: 12, law: null }
));
const POOL: ServerGroup = { scopeKind: "pool", scope: "web", busiest: 30, servers: SERVERS };
const ALONE: ServerGroup = { scopeKind: "pool", scope: "api", busiest: 10, servers: SERVERS.slice(0, 1) };
const LOSSES = [POOL, ALONE].map((group) => loseBiggestServer(group, DAY)!);

/** The disk of a server over four weeks, that grows by 2 % a day. */
const DISK: KnownSeries = {
  window: "hour",
  scopeKind: "server",
  scope: "s1",
  metric: "disk_usage_percent",
  points: Array.from({ length: 28 * 24 }, (_, i) => ({ at: DAY - (28 * 24 - 25 - i) * 3_600_000, value: 30 + i / 12 })),
};
const CROSSINGS = findCrossings([DISK], [], DAY);
const TRAFFIC = { ...DISK, scopeKind: "all", scope: "(all)", metric: "requests_per_second" };
const FORECAST = forecastSeries(TRAFFIC, DAY);
const SLOTS = rankSlots({ scopeKind: "server", scope: "s1", server: SERVERS[0]! }, POOL, {
  hours: FORECAST.map(({ window_start_at, expected, upper }) => ({ at: window_start_at, expected, upper })),
  objections: [],
  madeAt: DAY,
});

/** The gold files of a small run. */
async function makeGold(): Promise<TemporaryFolder> {
  const gold = new TemporaryFolder();
  await writeRows(gold.path, REQUESTS, MANY_REQUESTS);
  await using database = await DuckDb.open();
  const requestsOf = () => Promise.resolve({ requests: [goldFile(gold.path, REQUESTS)] });
  await rollUpDays(database, [DAY], { apdexMs: 500, routeLimit: 10, folder: gold.path, requestsOf });
  for (const table of [TRAFFIC_MINUTES, KPIS, POOL_BALANCE, RETRY_CHAINS, RETRY_MINUTES]) {
    await writeQuery(database, gold.path, table, `from all_${table.name}`);
  }
  await writeRows(gold.path, ANOMALIES, [ANOMALY]);
  await writeRows(gold.path, INCIDENTS, [INCIDENT]);
  await writeRows(gold.path, INCIDENT_SLICES, [SLICE]);
  await writeRows(gold.path, INCIDENT_SIGNALS, [SIGNAL]);
  await writeRows(gold.path, SLO_STATUS, STANDINGS);
  await writeRows(gold.path, SERVER_HEALTH, HEALTH);
  await writeRows(gold.path, HEALTH_CHECK_LINKS, [LINK]);
  await writeRows(gold.path, RETRY_EPISODES, EPISODES);
  await writeRows(gold.path, RETRY_RECOMMENDATIONS, RECOMMENDATIONS);
  await writeRows(gold.path, CAPACITY, CAPACITIES);
  await writeRows(gold.path, CAPACITY_LOSSES, LOSSES);
  await writeRows(gold.path, FORECASTS, FORECAST);
  await writeRows(gold.path, THRESHOLD_CROSSINGS, CROSSINGS);
  await writeRows(gold.path, MAINTENANCE_WINDOWS, SLOTS);
  return gold;
}

/** Writes a table anew with a defect: a query of the sound rows, which it knows as `sound`. */
async function damage(gold: TemporaryFolder, table: Table, defect: string): Promise<void> {
  await using database = await DuckDb.open();
  await database.run(`create table sound as from ${quoteLiteral(goldFile(gold.path, table))}`);
  await writeQuery(database, gold.path, table, defect);
}

async function failing(gold: TemporaryFolder): Promise<string[]> {
  const figures = await checkTables(gold.path);
  return figures.filter(({ observed }) => observed !== 0).map(({ check_name }) => check_name);
}

Deno.test("every file in sql/checks is a check that is run", async () => {
  const names = (await listSql("checks", "duckdb")).map((name) => name.replace("checks/", ""));
  assertEquals(names, [...TABLE_CHECKS, ...WAREHOUSE_CHECKS].map(({ name }) => name).toSorted());
});

Deno.test("no check finds a row in the tables of a sound run", async () => {
  using gold = await makeGold();
  assertEquals(await failing(gold), []);
});

const KEYED = [
  TRAFFIC_MINUTES,
  KPIS,
  POOL_BALANCE,
  ANOMALIES,
  INCIDENTS,
  INCIDENT_SLICES,
  INCIDENT_SIGNALS,
  SLO_STATUS,
  RETRY_CHAINS,
  RETRY_MINUTES,
  RETRY_EPISODES,
  RETRY_RECOMMENDATIONS,
  SERVER_HEALTH,
  HEALTH_CHECK_LINKS,
  CAPACITY,
  CAPACITY_LOSSES,
  FORECASTS,
  THRESHOLD_CROSSINGS,
  MAINTENANCE_WINDOWS,
] as const;

/** Defects by the check that must find them, each a query over the rows of a table. */
const DEFECTS: readonly (readonly [check: string, table: Table, defect: string])[] = [
  ...KEYED.map((table) => ["duplicate_keys", table, "from sound union all (from sound limit 1)"] as const),
  ...KEYED.flatMap((table) =>
    table.key.map((column) =>
      [
        "incomplete_keys",
        table,
        `select * replace (nullif("${column}", "${column}") as "${column}") from sound`,
      ] as const
    )
  ),
  ...([
    [TRAFFIC_MINUTES, "minute_at + interval 1 second as minute_at"],
    [TRAFFIC_MINUTES, "'host' as scope_kind"],
    [TRAFFIC_MINUTES, "0 as request_count"],
    [TRAFFIC_MINUTES, "attempt_count + 1 as balancer_retry_count"],
    [TRAFFIC_MINUTES, "-1 as client_retry_count"],
    [TRAFFIC_MINUTES, "timed_count + 1 as satisfied_count"],
    [TRAFFIC_MINUTES, "null::double as duration_ms_max"],
    [KPIS, `'week' as "window"`],
    [KPIS, "-0.1 as server_error_ratio"],
    [KPIS, "1.5 as error_ratio"],
    [KPIS, "0.123 as availability"],
    [KPIS, "'nan'::double as error_ratio"],
    [KPIS, "-1 as retry_ratio"],
    [KPIS, "0.5 as amplification"],
    [KPIS, "2 as apdex"],
    [KPIS, "-1 as concurrency"],
    [KPIS, "p99_duration_ms + 1 as p50_duration_ms"],
    [KPIS, "1e9 as p99_duration_ms"],
    [POOL_BALANCE, "0 as server_count"],
    [POOL_BALANCE, "1.1 as jain_index"],
    [POOL_BALANCE, "0.01 as jain_index"],
    [ANOMALIES, "101 as score"],
    [ANOMALIES, "'fatal' as severity"],
    [ANOMALIES, "'up' as direction"],
    [ANOMALIES, "upper + 1 as lower"],
    [INCIDENTS, "opened_at as closed_at"],
    [INCIDENTS, "'fatal' as severity"],
    [INCIDENTS, "-1 as peak_score"],
    [INCIDENTS, "0 as anomaly_count"],
    [INCIDENT_SLICES, "'all' as scope_kind"],
    [INCIDENT_SIGNALS, "'status' as scope_kind"],
    [INCIDENT_SIGNALS, "'up' as direction"],
    [INCIDENT_SIGNALS, "-1 as onset_delay_ms"],
    [INCIDENT_SIGNALS, "-1 as anomaly_count"],
    [INCIDENT_SIGNALS, "null::bigint as onset_delay_ms"],
    [INCIDENT_SIGNALS, "0 as anomaly_count"],
    [SLO_STATUS, "'speed' as indicator"],
    [SLO_STATUS, "0 as target_ratio"],
    [SLO_STATUS, "1 as target_ratio"],
    [SLO_STATUS, "event_count + 1 as bad_count"],
    [SLO_STATUS, "-1 as bad_count"],
    [SLO_STATUS, "window_event_count + 1 as window_bad_count"],
    [SLO_STATUS, "bad_count - 1 as window_bad_count"],
    [SLO_STATUS, "window_to_at as window_from_at"],
    [SLO_STATUS, "1.1 as known_ratio"],
    [SLO_STATUS, "-0.1 as attained_ratio"],
    [SLO_STATUS, "1.1 as budget_left_ratio"],
    [SLO_STATUS, "61 as page_minute_count"],
    [SLO_STATUS, "-1 as ticket_minute_count"],
    [RETRY_CHAINS, "1 as attempt_count"],
    [RETRY_CHAINS, "'bad luck' as cause"],
    [RETRY_CHAINS, "'random' as wait_pattern"],
    [RETRY_CHAINS, "'robot' as client_kind"],
    [RETRY_CHAINS, "started_at - interval 1 second as ended_at"],
    [RETRY_CHAINS, "-1 as wasted_ms"],
    [RETRY_MINUTES, "'method' as scope_kind"],
    [RETRY_MINUTES, "request_count + 1 as failed_count"],
    [RETRY_MINUTES, "client_retry_count + 1 as client_retry_count"],
    [RETRY_MINUTES, "wait_1s_count + 1 as wait_1s_count"],
    [RETRY_MINUTES, "attempt_1_count + 1 as attempt_1_success_count"],
    [RETRY_MINUTES, "attempt_2_count + 1 as attempt_2_success_count"],
    [RETRY_MINUTES, "attempt_3_count + 1 as attempt_3_success_count"],
    [RETRY_MINUTES, "attempt_4_count + 1 as attempt_4_success_count"],
    [RETRY_MINUTES, "-1 as wasted_server_ms"],
    [SERVER_HEALTH, "'fine' as state"],
    [SERVER_HEALTH, "101 as score"],
    [SERVER_HEALTH, "1.1 as utilisation_penalty"],
    [SERVER_HEALTH, "-0.1 as saturation_penalty"],
    [SERVER_HEALTH, "2 as error_penalty"],
    [SERVER_HEALTH, "-1 as request_count"],
    [SERVER_HEALTH, "1.1 as server_error_ratio"],
    [SERVER_HEALTH, "1 as sure_error_ratio"],
    [SERVER_HEALTH, "1.2 as failed_check_ratio"],
    [SERVER_HEALTH, "101 as flapping_percent"],
    [SERVER_HEALTH, "6 as state_change_count"],
    [HEALTH_CHECK_LINKS, "0 as failed_minute_count"],
    [HEALTH_CHECK_LINKS, "server_error_count + 1 as linked_error_count"],
    [HEALTH_CHECK_LINKS, "11 as lag_minutes"],
    [HEALTH_CHECK_LINKS, "1.5 as correlation"],
  ] as const).map(([table, value]) =>
    ["values_out_of_range", table, `select * replace (${value}) from sound`] as const
  ),
  ...([
    [RETRY_EPISODES, "started_at as ended_at"],
    [RETRY_EPISODES, "'hurricane' as kind"],
    [RETRY_EPISODES, "'moon' as trigger_kind"],
    [RETRY_EPISODES, "'metastable' as kind"],
    [RETRY_EPISODES, "started_at as trigger_ended_at"],
    [RETRY_EPISODES, "-1 as original_count"],
    [RETRY_EPISODES, "-1 as retry_count"],
    [RETRY_EPISODES, "0.9 as peak_amplification"],
    [RETRY_EPISODES, "1.1 as gain_ratio"],
    [RETRY_EPISODES, "1.1 as goodput_before_ratio"],
    [RETRY_EPISODES, "-0.1 as goodput_ratio"],
    [RETRY_EPISODES, "1.1 as wasted_ratio"],
    [RETRY_RECOMMENDATIONS, "rank_number - 1 as rank_number"],
    [RETRY_RECOMMENDATIONS, "1 as rank_number"],
    [RETRY_RECOMMENDATIONS, "2 * rank_number as rank_number"],
    [RETRY_RECOMMENDATIONS, "from_at as to_at"],
    [RETRY_RECOMMENDATIONS, "-1 as effect_count"],
    [RETRY_RECOMMENDATIONS, "1.1 as saved_request_ratio"],
    [RETRY_RECOMMENDATIONS, "1.1 as lost_success_ratio"],
  ] as const).map(([table, value]) =>
    ["retry_findings_contradicting", table, `select * replace (${value}) from sound`] as const
  ),
  ...([
    [CAPACITY, "'route' as scope_kind"],
    [CAPACITY, "-1 as minute_count"],
    [CAPACITY, "-1 as busiest_requests_per_second"],
    [CAPACITY, "busiest_concurrency + 1 as lightest_concurrency"],
    [CAPACITY, "'perhaps' as verdict"],
    [CAPACITY, "null::double as peak_requests_per_second"],
    [CAPACITY, "1e9 as peak_requests_per_second"],
    [CAPACITY, "'no_limit_seen' as verdict"],
    [CAPACITY, "1 as gamma_requests_per_second"],
    [CAPACITY, "-0.1 as alpha"],
    [CAPACITY, "-0.1 as beta"],
    [CAPACITY, "-0.1 as fit_residual"],
    [CAPACITY, "knee_concurrency + 1 as knee_lower"],
    [CAPACITY, "knee_concurrency - 1 as knee_upper"],
    [CAPACITY, "1e9 as limit_requests_per_second"],
    [CAPACITY, "cpu_limit_requests_per_second + 0.1 as limit_requests_per_second"],
    [CAPACITY, "1.1 as headroom_ratio"],
    [CAPACITY, "1.1 as latest_headroom_ratio"],
    [CAPACITY_LOSSES, "'route' as scope_kind"],
    [CAPACITY_LOSSES, "'pool' as lost_kind"],
    [CAPACITY_LOSSES, "1.1 as lost_share_ratio"],
    [CAPACITY_LOSSES, "-0.1 as lost_share_ratio"],
    [CAPACITY_LOSSES, "-1 as remaining_server_count"],
    [CAPACITY_LOSSES, "0 as remaining_server_count"],
    [CAPACITY_LOSSES, "0.9 as load_factor"],
    [CAPACITY_LOSSES, "-1 as worst_load_ratio"],
    [CAPACITY_LOSSES, "'dies' as verdict"],
    [FORECASTS, `'minute' as "window"`],
    [FORECASTS, "window_start_at as made_at"],
    [FORECASTS, "upper + 1 as expected"],
    [FORECASTS, "lower - 1 as expected"],
    [FORECASTS, "0 as history_day_count"],
    [THRESHOLD_CROSSINGS, "-1 as threshold"],
    [THRESHOLD_CROSSINGS, "crosses_at + interval 1 day as made_at"],
    [THRESHOLD_CROSSINGS, "crosses_at + interval 1 day as earliest_at"],
    [THRESHOLD_CROSSINGS, "crosses_at - interval 1 day as latest_at"],
    [THRESHOLD_CROSSINGS, "-1 as slope_per_day"],
    [MAINTENANCE_WINDOWS, "0 as rank"],
    [MAINTENANCE_WINDOWS, "starts_at as made_at"],
    [MAINTENANCE_WINDOWS, "starts_at as ends_at"],
    [MAINTENANCE_WINDOWS, "-1 as moved_request_count"],
    [MAINTENANCE_WINDOWS, "-1 as group_requests_per_second"],
    [MAINTENANCE_WINDOWS, "-1 as worst_load_ratio"],
    [MAINTENANCE_WINDOWS, "'dies' as verdict"],
    [MAINTENANCE_WINDOWS, "'saturates' as verdict, true as is_recommended"],
  ] as const).map(([table, value]) =>
    ["capacity_findings_contradicting", table, `select * replace (${value}) from sound`] as const
  ),
  ["scopes_not_adding_up", TRAFFIC_MINUTES, "from sound where scope <> 's1'"],
  ["scopes_not_adding_up", TRAFFIC_MINUTES, "from sound where scope_kind <> 'all'"],
  ...[
    "request_count",
    "status_5xx_count",
    "unanswered_count",
    "balancer_retry_count",
    "client_retry_count",
    "response_bytes",
    "timed_count",
  ]
    .map(
      (column) =>
        [
          "scopes_not_adding_up",
          TRAFFIC_MINUTES,
          `select * replace (${column} + (scope = 's1')::bigint as ${column}) from sound`,
        ] as const,
    ),
  ["statuses_not_adding_up", TRAFFIC_MINUTES, "select * replace (status_2xx_count + 1 as status_2xx_count) from sound"],
  [
    "statuses_not_adding_up",
    TRAFFIC_MINUTES,
    "select * replace (map([1::smallint], [1::bigint]) as latency_sketch) from sound",
  ],
  ["windows_not_adding_up", KPIS, `from sound where "window" <> 'hour'`],
  [
    "windows_not_adding_up",
    KPIS,
    `select * replace (request_count + ("window" = 'day')::bigint as request_count) from sound`,
  ],
  ["windows_not_adding_up", KPIS, "select * replace (server_error_ratio + 0.1 as server_error_ratio) from sound"],
  [
    "windows_not_adding_up",
    TRAFFIC_MINUTES,
    `from sound where minute_at <> '${new Date(DAY).toISOString()}'::timestamp`,
  ],
];

for (const check of TABLE_CHECKS) {
  Deno.test(`the check ${check.name} finds every defect that it is there for`, async () => {
    const ofCheck = DEFECTS.filter(([name]) => name === check.name);
    assert(ofCheck.length > 0);
    using sound = await makeGold();
    for (const [name, table, defect] of ofCheck) {
      const before = Deno.readFileSync(goldFile(sound.path, table));
      await damage(sound, table, defect);
      const found = await failing(sound);
      assert(found.includes(name), `${table.name}: ${defect} was not found by ${name}`);
      Deno.writeFileSync(goldFile(sound.path, table), before);
    }
  });
}

Deno.test("checkTables() gives one figure a check, whose limit is zero rows", async () => {
  using gold = await makeGold();
  await damage(gold, POOL_BALANCE, "select * replace (2 as jain_index) from sound");
  const figure = (await checkTables(gold.path)).find(({ check_name }) => check_name === "values_out_of_range");
  const pools = new Set(
    MANY_REQUESTS.map(({ pool, requested_at }) => `${pool} ${(requested_at - DAY) % DAY_MS >= 3_600_000}`),
  );
  assertEquals(figure, {
    check_name: "values_out_of_range",
    observed: pools.size,
    limit_value: 0,
    meaning: "rows of tables with a value that its column cannot have",
  });
});
