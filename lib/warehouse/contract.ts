/**
 * What every warehouse promises, as one suite of tests that each engine runs.
 *
 * Rows go in as Parquet files and come out by `export()`, so that nothing here is the SQL of an engine.
 *
 * @module
 */
import { assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv/parse";
import { ALERTS } from "../alert/alert.ts";
import { ALERT_DELIVERIES } from "../alert/delivery.ts";
import { ALERT_STATES } from "../alert/rule_state.ts";
import { trialRule } from "../alert/trial_rule.ts";
import { evaluateAlerts } from "../alerting/evaluate_alerts.ts";
import { RowStore } from "../alerting/row_store.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { readSql } from "../duckdb/sql_file.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { sourceKey } from "../ingest/source_key.ts";
import { HEALTH_SIGNALS } from "../health/health_signal.ts";
import { SERVER_HEALTH } from "../health/server_health.ts";
import { CAPACITY } from "../capacity/capacity.ts";
import { CAPACITY_LOSSES } from "../capacity/capacity_loss.ts";
import { FORECASTS } from "../capacity/forecast.ts";
import { MAINTENANCE_WINDOWS } from "../capacity/maintenance_window.ts";
import { THRESHOLD_CROSSINGS } from "../capacity/threshold_crossing.ts";
import { KPIS } from "../kpi/kpi.ts";
import { DATA_QUALITY } from "../quality/data_quality.ts";
import { TABLE_CHECKS, WAREHOUSE_CHECKS } from "../quality/table_checks.ts";
import { ANALYTICS_REPORTS } from "../report/analytics_report.ts";
import { LOADS } from "../run/load.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { RETRY_CHAINS } from "../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../retry/retry_minute.ts";
import { SLO_STATUS } from "../slo/slo_status.ts";
import { DAY_MS, dayOf } from "../table/day.ts";
import type { Column, ColumnType, Table } from "../table/table.ts";
import { REJECTS } from "../telemetry/reject.ts";
import { REQUESTS } from "../telemetry/request.ts";
import { SERVER_METRICS } from "../telemetry/server_metric.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { DAILY_TABLES, RUN_TABLES, SAMPLE_TABLES, STANDING_TABLES, WAREHOUSE_TABLES } from "./tables.ts";
import { trialRetries } from "./trial_retries.ts";
import { type TableFile, type TimeRange, type Warehouse, WarehouseError } from "./warehouse.ts";

type Dialect = Parameters<typeof readSql>[1];

/** A place for one warehouse, empty at first and gone when it is disposed of. */
export interface WarehouseHome extends AsyncDisposable {
  /** The dialect of the engine's SQL files. */
  readonly dialect: Dialect;
  /** What U+0000 in a text comes back as, where the engine cannot hold it. */
  readonly nul?: string;
  /** Opens the warehouse that lives there; a second one waits or works beside the first, as the engine has it. */
  readonly open: () => Promise<Warehouse>;
}

/** A value for each type of column. */
type Sample = { readonly [Type in ColumnType]: AnyRow[string] };

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const DAYS = [Date.UTC(2015, 4, 17), DAY, Date.UTC(2099, 11, 31)];
const ALWAYS: TimeRange = { from: null, to: null };

const PLAIN = {
  instant: DAY,
  text: "web-1",
  integer: 7,
  real: 0.25,
  boolean: true,
  json: '{"a":[1,null]}',
  sketch: { buckets: [-1000, 0, 346], counts: [1, 2, 3] },
} satisfies Sample;

const LOWEST: Sample = {
  instant: DAYS[0]!,
  text: "",
  integer: Number.MIN_SAFE_INTEGER,
  real: -Number.MAX_VALUE,
  boolean: false,
  json: "[]",
  sketch: { buckets: [], counts: [] },
};

const HIGHEST: Sample = {
  instant: DAYS[2]! + DAY_MS - 1,
  text: "~".repeat(10_000),
  integer: Number.MAX_SAFE_INTEGER,
  real: Number.MAX_VALUE,
  boolean: true,
  json: JSON.stringify({ text: "x".repeat(10_000), deep: [[[{ number: 1e300 }]]] }),
  sketch: { buckets: [-690, 3_095], counts: [1, Number.MAX_SAFE_INTEGER] },
};

/** The smallest steps that a type knows. */
const FINEST: Sample = {
  ...PLAIN,
  instant: DAY + 1,
  text: " ",
  integer: -1,
  real: 2.2250738585072014e-308,
  json: "null",
};

const HOSTILE_TEXTS = [
  `' or 1 = 1; drop table kpis; --`,
  `"quoted" \\ 'twice'' and \`ticks\``,
  "]]; [x] %s {0} $1 ? :name @p1",
  "before\0after",
  "\u{1F468}\u200d\u{1F469}\u200d\u{1F467} \u202egnp.exe\u202c \u0301 \ufeff",
  "one\r\ntwo\n\tthree\n",
  "=cmd|' /C calc'!A1",
  `<script>alert("1")</script>`,
  "\x1b[2J\x1b]0;title\x07",
  `Mozilla/5.0 (${"long ".repeat(2_000)})`,
  " led and trailed by spaces ",
  "NULL",
];

/**
 * Declares the tests of an engine, one a promise.
 *
 * @param name the engine; every name of a test begins with it
 * @param newHome makes an empty place for a warehouse; one that is `unmade` has no tables yet
 * @param missing what the engine lacks to be tried here; its tests are then skipped with that as their reason
 */
export function warehouseContract(
  name: string,
  newHome: (state: "unmade" | "empty") => Promise<WarehouseHome>,
  missing: string | null = null,
): void {
  const reason = missing === null ? "" : ` (skipped: ${missing})`;
  const promise: DeclarePromise = (sentence, keep, state = "empty") =>
    Deno.test({ name: `${name}: ${sentence}${reason}`, ignore: missing !== null }, async () => {
      await using home = await newHome(state);
      using folder = new TemporaryFolder();
      await using files = await DuckDb.open();
      await keep(new Trial(home, folder, files));
    });
  const groups = [tables, daily, keyed, requests, failing, sharing, reading, retaining, alerting];
  for (const group of groups) group(promise);
}

type DeclarePromise = (
  sentence: string,
  keep: (trial: Trial) => Promise<void>,
  state?: "unmade" | "empty",
) => void;

function tables(promise: DeclarePromise): void {
  promise("migrate() makes every table, empty and with the columns of its list", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of [...WAREHOUSE_TABLES, REQUESTS]) {
        const [header, ...rows] = parse(await Deno.readTextFile(await trial.export(warehouse, table.name, ".csv")));
        assertEquals([header, rows], [Object.keys(table.columns), []]);
      }
    });
  });

  promise("migrate() again, after another opening, changes nothing", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use((warehouse) => warehouse.migrate());
    await trial.assertTables(rows);
  });

  promise(
    "inspect() tells missing tables before migrate(), and rows and their newest moment after a load",
    async (trial) => {
      await trial.useUnmade(async (warehouse) => {
        const { schema, tables } = await warehouse.inspect();
        assertEquals([schema.recorded, tables.every(({ rowCount }) => (rowCount ?? 0) === 0)], [null, true]);
      });
      await trial.fill(PLAIN);
      await trial.use(async (warehouse) => {
        const { rights, schema, tables } = await warehouse.inspect();
        assertEquals(rights, { read: true, write: true, create: true });
        assertEquals(schema.recorded, schema.expected);
        const expected = WAREHOUSE_TABLES.map(({ name }) => ({ table: name, rowCount: 1, newestAt: PLAIN.instant }));
        assertEquals(tables, [{ table: REQUESTS.name, rowCount: 0, newestAt: null }, ...expected]);
      });
    },
    "unmade",
  );

  promise("every column gives back the ends of its type and nulls, on days of 2015, 2026 and 2099", async (trial) => {
    const samples = [LOWEST, FINEST, HIGHEST];
    const rows = (table: Table) => [...samples.map((sample) => rowOf(table, sample)), withNulls(table, PLAIN)];
    await trial.assertTables(await trial.fillWith(rows));
  });

  promise("every column of text gives back what strangers write", async (trial) => {
    const rows = (table: Table) => HOSTILE_TEXTS.map((text) => rowOf(table, { ...PLAIN, text, json: jsonOf(text) }));
    await trial.assertTables(await trial.fillWith(rows));
  });

  promise("a repeated load leaves the same rows", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.fill(PLAIN);
    await trial.assertTables(rows);
  });
}

function daily(promise: DeclarePromise): void {
  const minutesOf = (day: number, text: string) => [0, DAY_MS - 1].map((ms) => minute({ instant: day + ms, text }));
  const allDays = (text: string) => DAYS.flatMap((day) => minutesOf(day, text));

  promise("replaceDays() replaces the days it is told, keeps the others and takes no rows of theirs", async (trial) => {
    await trial.use(async (warehouse) => {
      await warehouse.replaceDays(DAYS, [await trial.file(TRAFFIC_MINUTES, allDays("before"))]);
      await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, allDays("after"))]);
      const [first, , last] = DAYS as [number, number, number];
      const expected = [...minutesOf(first, "before"), ...minutesOf(DAY, "after"), ...minutesOf(last, "before")];
      assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), expected);
    });
  });

  promise("replaceDays() leaves no row of a day whose file has none", async (trial) => {
    await trial.use(async (warehouse) => {
      await warehouse.replaceDays(DAYS, [await trial.file(TRAFFIC_MINUTES, allDays("before"))]);
      await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, [])]);
      const expected = allDays("before").filter(({ minute_at }) => dayOf(Number(minute_at)) !== DAY);
      assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), expected);
    });
  });
}

function keyed(promise: DeclarePromise): void {
  const metric = (text: string, real: number | null) => ({
    ...rowOf(SERVER_METRICS, { ...PLAIN, text }),
    cpu_usage_percent: real,
  });
  const reject = (text: string, line: number) => ({ ...rowOf(REJECTS, { ...PLAIN, integer: line }), source: text });

  promise("mergeRows() replaces rows with the same key and keeps the others", async (trial) => {
    await trial.use(async (warehouse) => {
      const before = [metric("web-1", 1), metric("web-2", 2)];
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, before)]);
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, [metric("web-2", null), metric("web-3", 3)])]);
      const expected = [metric("web-1", 1), metric("web-2", null), metric("web-3", 3)];
      assertRows(await trial.rows(warehouse, SERVER_METRICS), expected);
    });
  });

  promise("mergeRows() replaces a row with the same key whose moment was on another day", async (trial) => {
    const state = (day: number) => ({ ...rowOf(ALERT_STATES, { ...PLAIN, instant: day }), active: `[${day}]` });
    await trial.use(async (warehouse) => {
      for (const day of [DAYS[1]!, DAYS[2]!, DAYS[0]!]) {
        await warehouse.mergeRows([await trial.file(ALERT_STATES, [state(day)])]);
        assertRows(await trial.rows(warehouse, ALERT_STATES), [state(day)]);
      }
    });
  });

  promise("mergeRows() keeps the last of several rows with one key", async (trial) => {
    await trial.use(async (warehouse) => {
      const samples = Array.from({ length: 200 }, (_, i) => metric(`web-${i % 10}`, (i * 37) % 200));
      await warehouse.mergeRows([await trial.file(SERVER_METRICS, samples)]);
      assertRows(await trial.rows(warehouse, SERVER_METRICS), samples.slice(-10));
    });
  });

  promise("replaceSources() replaces the rows of the sources it is told, even by none", async (trial) => {
    await trial.use(async (warehouse) => {
      const before = ["a'.log", "b's.log", "c.log"].map((source) => reject(source, 1));
      await warehouse.replaceSources(["a'.log", "b's.log", "c.log"], await trial.file(REJECTS, before));
      await warehouse.replaceSources(["a'.log", "b's.log"], await trial.file(REJECTS, [reject("a'.log", 2)]));
      assertRows(await trial.rows(warehouse, REJECTS), [reject("a'.log", 2), reject("c.log", 1)]);
    });
  });
}

function requests(promise: DeclarePromise): void {
  promise("storeRequests() gives back every column of a request, and its files by day and source", async (trial) => {
    const rows = [LOWEST, FINEST, HIGHEST].map((sample) => request("a.log", sample))
      .concat({ ...withNulls(REQUESTS, PLAIN), source: "b's.log" })
      .concat(HOSTILE_TEXTS.map((text, line) => request("b's.log", { ...PLAIN, text, integer: line })));
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, rows);
      assertRows(await trial.rows(warehouse, REQUESTS), trial.asKept(rows));
      const files = await warehouse.requestFiles(DAY, new Set([keyOf("a.log")]));
      const kept = await Promise.all(files.map((path) => trial.read(path)));
      assertRows(kept.flat(), trial.asKept(rows.filter((row) => row.source === "b's.log")));
    });
  });

  promise("storeRequests() replaces a source's days that are in the file and keeps its others", async (trial) => {
    const at = (source: string, day: number, text: string) => request(source, { ...PLAIN, instant: day, text });
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, [
        at("a.log", DAY - DAY_MS, "old"),
        at("a.log", DAY, "old"),
        at("b's.log", DAY, "old"),
      ]);
      const grown = [at("a.log", DAY, "new"), at("a.log", DAY + DAY_MS, "new")];
      await trial.store(warehouse, grown);
      await trial.store(warehouse, grown);
      const expected = [at("a.log", DAY - DAY_MS, "old"), ...grown, at("b's.log", DAY, "old")];
      assertRows(await trial.rows(warehouse, REQUESTS), expected);
    });
  });

  promise("storeRequests() of no source and requestFiles() of an unknown day do nothing", async (trial) => {
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, []);
      assertEquals(await trial.rows(warehouse, REQUESTS), []);
      assertEquals(await warehouse.requestFiles(DAY, new Set()), []);
    });
  });
}

function failing(promise: DeclarePromise): void {
  const before = minute({ text: "before" });
  const after = minute({ text: "after" });

  promise(
    "replaceDays() that fails in the middle leaves what was there, and a repeat gives exact rows",
    async (trial) => {
      await trial.use(async (warehouse) => {
        const good = await trial.file(TRAFFIC_MINUTES, [after]);
        await warehouse.replaceDays([DAY], [await trial.file(TRAFFIC_MINUTES, [before])]);
        for (const path of [trial.pathOf("missing.parquet"), await trial.tornFile()]) {
          await assertRejects(() => warehouse.replaceDays([DAY], [good, { table: KPIS, path }]));
          assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), [before]);
        }
        await warehouse.replaceDays([DAY], [good]);
        assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), [after]);
      });
    },
  );

  promise("mergeRows() and replaceSources() that fail leave what was there", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      const good = await trial.file(LOADS, [rowOf(LOADS, { ...PLAIN, integer: 8 })]);
      const path = await trial.tornFile();
      await assertRejects(() => warehouse.mergeRows([good, { table: DATA_QUALITY, path }]));
      await assertRejects(() => warehouse.replaceSources([PLAIN.text], { table: REJECTS, path }));
    });
    await trial.assertTables(rows);
  });

  promise("storeRequests() that fails leaves what was there, and a repeat gives exact rows", async (trial) => {
    const rows = [request("a.log", PLAIN)];
    await trial.use(async (warehouse) => {
      await trial.store(warehouse, rows);
      const path = await trial.tornFile();
      await assertRejects(() => warehouse.storeRequests(path, new Map([["a.log", keyOf("a.log")]])));
      assertRows(await trial.rows(warehouse, REQUESTS), rows);
      await trial.store(warehouse, rows);
      assertRows(await trial.rows(warehouse, REQUESTS), rows);
    });
  });

  promise("a warehouse that failed in the middle is whole for the next who opens it", async (trial) => {
    const rows = await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      const files = [await trial.file(TRAFFIC_MINUTES, []), { table: KPIS, path: trial.pathOf("missing.parquet") }];
      await assertRejects(() => warehouse.replaceDays([DAY], files));
    });
    await trial.assertTables(rows);
  });
}

function sharing(promise: DeclarePromise): void {
  const LOADERS = ["one", "two", "three"];

  promise("loaders of different days at once all leave their rows", async (trial) => {
    const rows = LOADERS.map((text, i) => minute({ text, instant: DAYS[i]! }));
    await Promise.all(rows.map((row) => trial.loadAlone([row])));
    await trial.use(async (warehouse) => assertRows(await trial.rows(warehouse, TRAFFIC_MINUTES), rows));
  });

  promise("loaders of one day at once leave the rows of one of them, never a mixture", async (trial) => {
    const rowsOf = (text: string) => [0, 60_000].map((ms) => minute({ text, instant: DAY + ms }));
    await Promise.all(LOADERS.map((text) => trial.loadAlone(rowsOf(text))));
    const rows = await trial.use((warehouse) => trial.rows(warehouse, TRAFFIC_MINUTES));
    assertRows(rows, rowsOf(String(rows[0]?.scope)));
  });
}

function reading(promise: DeclarePromise): void {
  promise("the view traffic_patterns is the typical hour of the week", async (trial) => {
    const monday = Date.UTC(2026, 10, 23, 10);
    const hour = (week: number, values: AnyRow) => ({
      ...rowOf(KPIS, { ...PLAIN, instant: monday + week * 7 * DAY_MS, text: "web-1" }),
      window: "hour",
      ...values,
    });
    const hours = [
      hour(0, {
        request_count: 100,
        requests_per_second: 1,
        avg_duration_ms: 10,
        p95_duration_ms: 50,
        server_error_ratio: 0.1,
      }),
      hour(1, {
        request_count: 300,
        requests_per_second: 3,
        avg_duration_ms: 20,
        p95_duration_ms: 80,
        server_error_ratio: 0.2,
      }),
      hour(2, {
        request_count: 200,
        requests_per_second: 2,
        avg_duration_ms: null,
        p95_duration_ms: null,
        server_error_ratio: 0,
      }),
      { ...hour(3, { request_count: 9_000 }), window: "minute" },
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, hours);
      const [pattern, ...others] = await trial.rows(warehouse, { name: "traffic_patterns" });
      assertEquals(others, []);
      assertClose(pattern, {
        scope_kind: "web-1",
        scope: "web-1",
        day_of_week: 1,
        hour_of_day: 10,
        hour_count: 3,
        avg_request_count: 200,
        avg_requests_per_second: 2,
        max_requests_per_second: 3,
        avg_duration_ms: (100 * 10 + 300 * 20) / 400,
        max_p95_duration_ms: 80,
        server_error_ratio: (100 * 0.1 + 300 * 0.2) / 600,
      });
    });
  });

  promise("the view latest_report is the report of the newest run, and has no row before the first", async (trial) => {
    const report = (text: string, instant: number) => rowOf(ANALYTICS_REPORTS, { ...PLAIN, text, instant });
    const reports = [report("b", DAY + 1), report("a", DAY + 1), report("c", DAY)];
    await trial.use(async (warehouse) => {
      assertEquals(await trial.rows(warehouse, { name: "latest_report" }), []);
      await trial.load(warehouse, ANALYTICS_REPORTS, reports);
      assertRows(await trial.rows(warehouse, { name: "latest_report" }), [reports[0]!]);
    });
  });

  promise("the view server_current is the newest window of every server", async (trial) => {
    const rows = [healthRow("web-1", 0), healthRow("web-1", 1), healthRow("web-2", 1), healthRow("gone", 0)];
    await trial.use(async (warehouse) => {
      assertEquals(await trial.rows(warehouse, { name: "server_current" }), []);
      await trial.load(warehouse, SERVER_HEALTH, rows);
      assertRows(await trial.rows(warehouse, { name: "server_current" }), [rows[1]!, rows[2]!]);
    });
  });

  promise("the view server_heatmap has the limits of the signals that health is judged by", async (trial) => {
    const signals = Object.entries(HEALTH_SIGNALS);
    const ofLimit = (window: number, valueOf: (signal: typeof signals[number][1]) => number | null) =>
      healthRow("web-1", window, {
        score: null,
        state: "unknown",
        ...Object.fromEntries(signals.map(([name, signal]) => [name, valueOf(signal)])),
      });
    const rows = [
      ofLimit(0, () => null),
      ofLimit(1, ({ degraded }) => degraded * 0.999),
      ofLimit(2, ({ degraded }) => degraded),
      ofLimit(3, ({ unhealthy }) => unhealthy * 0.999),
      ofLimit(4, ({ unhealthy }) => unhealthy),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, SERVER_HEALTH, rows);
      const levels = ["unknown", "healthy", "degraded", "degraded", "unhealthy"];
      const cells = rows.flatMap((row, i) =>
        ["score", ...signals.map(([name]) => name)].map((metric) => ({
          window_start_at: row.window_start_at!,
          server_id: "web-1",
          metric,
          value: row[metric]!,
          level: metric === "score" ? "unknown" : levels[i]!,
        }))
      );
      assertRows(await trial.rows(warehouse, { name: "server_heatmap" }), cells);
    });
  });

  promise("the view server_flapping counts the changes of the last day, of servers that have any", async (trial) => {
    const change = (state_change_count: number | null, flapping_percent: number | null) => ({
      state_change_count,
      flapping_percent,
      peers: "eu",
    });
    const rows = [
      healthRow("web-1", -288, change(5, 80)),
      healthRow("web-1", -287, change(2, 12)),
      healthRow("web-1", -1, change(3, 25)),
      healthRow("web-1", 0, change(0, 20)),
      healthRow("calm", 0, change(0, 0)),
      healthRow("blind", 0, change(null, null)),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, SERVER_HEALTH, rows);
      assertRows(await trial.rows(warehouse, { name: "server_flapping" }), [{
        server_id: "web-1",
        peers: "eu",
        state_change_count: 5,
        last_changed_at: rows[2]!.window_start_at!,
        peak_flapping_percent: 25,
        flapping_percent: 20,
      }]);
    });
  });

  promise(
    "the view slo_current is the newest hour, and slo_burn_down the hours of its objectives' windows",
    async (trial) => {
      const HOUR_MS = 3_600_000;
      const standing = (objective: string, hour: number, values: AnyRow = {}): AnyRow => ({
        ...rowOf(SLO_STATUS, { ...PLAIN, text: objective }),
        hour_at: DAY + hour * HOUR_MS,
        window_from_at: DAY,
        window_to_at: DAY + DAY_MS,
        bad_count: hour,
        budget_count: 40,
        ...values,
      });
      const rows = [
        standing("a", -1),
        standing("a", 2, { budget_count: 10 }),
        standing("a", 3),
        standing("b", 3, { window_from_at: DAY + 3 * HOUR_MS, budget_count: null }),
        standing("b", 2),
        standing("gone", 2),
      ];
      await trial.use(async (warehouse) => {
        assertEquals(await trial.rows(warehouse, { name: "slo_current" }), []);
        await trial.load(warehouse, SLO_STATUS, rows);
        const current = await trial.rows(warehouse, { name: "slo_current" });
        const { event_count: _events, bad_count: _bad, ...expected } = rows[2]!;
        assertRows(current.filter(({ objective }) => objective === "a"), [expected]);
        assertEquals(current.length, 2);
        const burnDown = await trial.rows(warehouse, { name: "slo_burn_down" });
        const spent = burnDown.map(({ objective, hour_at, spent_ratio }) =>
          ({ objective, hour_at, spent_ratio }) as AnyRow
        );
        assertRows(spent, [
          { objective: "a", hour_at: DAY + 2 * HOUR_MS, spent_ratio: 2 / 40 },
          { objective: "a", hour_at: DAY + 3 * HOUR_MS, spent_ratio: 3 / 40 },
          { objective: "b", hour_at: DAY + 3 * HOUR_MS, spent_ratio: null },
        ]);
      });
    },
  );

  promise("the views of capacity are the newest day of their tables", async (trial) => {
    const newest = [
      [CAPACITY, "capacity_current"],
      [CAPACITY_LOSSES, "losses_current"],
      [FORECASTS, "forecast_current"],
      [THRESHOLD_CROSSINGS, "crossings_current"],
      [MAINTENANCE_WINDOWS, "maintenance_current"],
    ] as const;
    await trial.use(async (warehouse) => {
      for (const [table, view] of newest) {
        assertEquals(await trial.rows(warehouse, { name: view }), [], view);
        const of = (day: number, text: string) => rowOf(table, { ...PLAIN, text, instant: DAY + day * DAY_MS });
        await trial.load(warehouse, table, [of(-1, "a"), of(0, "a"), of(0, "b")]);
        assertRows(await trial.rows(warehouse, { name: view }), [of(0, "a"), of(0, "b")]);
      }
    });
  });

  promise("the views of retries relate minutes and chains to all traffic", async (trial) => {
    const { minutes, chains } = trialRetries(DAY);
    const ofServer = { scope_kind: "server", scope: "web-1" };
    const counts = { request_count: 90, client_retry_count: 30, balancer_retry_count: 30 };
    const failures = { status_5xx_count: 10, unanswered_count: 5 };
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, RETRY_MINUTES, minutes);
      await trial.load(warehouse, RETRY_CHAINS, chains);
      await trial.load(warehouse, KPIS, [{ ...rowOf(KPIS, PLAIN), ...ofServer, window: "hour", request_count: 100 }]);
      await trial.load(warehouse, TRAFFIC_MINUTES, [{ ...minute({}), ...counts, ...failures }]);
      const hours = await trial.rows(warehouse, { name: "retry_hours" });
      assertHas(hours.find(({ scope }) => scope === "web-1"), {
        ...{ hour_at: DAY, request_count: 100, failed_count: 8, client_retry_count: 10, balancer_retry_count: 8 },
        ...{ retry_ratio: 0.1, retried_ratio: 10 / 8, amplification: 108 / 90, attempt_1_count: 90 },
        ...{ attempt_1_success_count: 100 - 8 - 6, wasted_server_s: 2, avg_wait_ms: 300, chain_success_ratio: 0.75 },
      });
      const ofCause = { request_count: 8, attempt_1_count: 0, amplification: null, retry_ratio: 10 / 8 };
      assertHas(hours.find(({ scope }) => scope === "cut"), ofCause);
      const success = await trial.rows(warehouse, { name: "retry_success" });
      const ratios = success.filter(({ scope }) => scope === "web-1").map((row) => [row.attempt, row.success_ratio]);
      assertEquals(ratios.toSorted(), [[1, 86 / 90], [2, 0.5], [3, 4 / 6]]);
      const [load] = await trial.rows(warehouse, { name: "retry_load" });
      const perSecond = { effective_requests_per_second: 1, actual_requests_per_second: 2, amplification: 2 };
      assertHas(load, { ...perSecond, goodput_requests_per_second: 1.25 });
      const [waits] = await trial.rows(warehouse, { name: "retry_waits" });
      const ofChains = { chain_count: 2, retry_count: 3, chain_success_ratio: 0.5, avg_chain_ms: 1_250, wasted_ms: 60 };
      assertHas(waits, { hour_at: DAY, wait_pattern: "exponential", ...ofChains });
    });
  });

  promise("the view retry_lags tells that errors came two minutes before retries", async (trial) => {
    const ratioAt = (i: number) => ((i + 11) ** 2 % 13) / 13;
    const rows = Array.from({ length: 60 }, (_, i) => ({
      ...rowOf(KPIS, { ...PLAIN, instant: DAY + i * 60_000 }),
      ...{ window: "minute", scope_kind: "all", p95_duration_ms: i === 3 ? null : 7 },
      ...{ server_error_ratio: ratioAt(i), retry_ratio: ratioAt(i - 2) / 2 },
    }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const lags = await trial.rows(warehouse, { name: "retry_lags" });
      assertEquals(lags.length, 42);
      const [strongest, ...others] = lags.filter(({ is_strongest }) => is_strongest);
      assertEquals(others, []);
      const told = { day_at: DAY, metric: "server_error_ratio", lag_minutes: 2, minute_count: 58, correlation: 1 };
      assertHas(strongest, told);
      assertEquals(lags.filter(({ metric, correlation }) => metric === "p95_duration_ms" && correlation !== null), []);
    });
  });

  promise("every check of sql/checks runs, and finds nothing in empty tables", async (trial) => {
    await trial.use(async (warehouse) => {
      const checks = [...TABLE_CHECKS, ...WAREHOUSE_CHECKS];
      for (const { name } of checks) assertEquals(await trial.offenders(warehouse, name), [], name);
    });
  });

  promise("the checks of sql/checks find the tables whose rows contradict each other", async (trial) => {
    await trial.fill(PLAIN);
    await trial.use(async (warehouse) => {
      for (const name of ["values_out_of_range", "scopes_not_adding_up", "statuses_not_adding_up"]) {
        assertNotEquals(await trial.offenders(warehouse, name), [], name);
      }
    });
  });

  promise("alerts_firing and alert_delivery_status tell what fires and who was told", async (trial) => {
    const alert = (id: string, resolvedAt: number | null): AnyRow => ({
      ...rowOf(ALERTS, PLAIN),
      alert_id: id,
      scope: id,
      fired_at: DAY + 1,
      resolved_at: resolvedAt,
      acknowledged_at: null,
    });
    const attempt = (number: number, outcome: string): AnyRow => ({
      ...rowOf(ALERT_DELIVERIES, { ...PLAIN, instant: DAY + number, integer: number }),
      alert_id: "a",
      receiver: outcome === "retried" ? "slack" : "webhook",
      outcome,
    });
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, ALERTS, [alert("a", null), alert("b", DAY + 2)]);
      const { resolved_at: _, ...firing } = alert("a", null);
      assertRows(await trial.rows(warehouse, { name: "alerts_firing" }), [firing]);
      await trial.load(warehouse, ALERT_DELIVERIES, [
        attempt(1, "retried"),
        attempt(2, "failed"),
        attempt(3, "delivered"),
      ]);
      const told = { alert_id: "a", status: PLAIN.text };
      assertRows(await trial.rows(warehouse, { name: "alert_delivery_status" }), [
        { ...told, receiver: "slack", attempt_count: 1, first_sent_at: DAY + 1, delivered_at: null },
        { ...told, receiver: "webhook", attempt_count: 2, first_sent_at: DAY + 2, delivered_at: DAY + 3 },
      ]);
    });
  });

  promise("the check of alerts finds those that contradict each other", async (trial) => {
    const alert = (id: string, scope: string, resolvedAt: number | null): AnyRow => ({
      ...rowOf(ALERTS, PLAIN),
      alert_id: id,
      scope,
      fired_at: DAY + 1,
      resolved_at: resolvedAt,
    });
    const alerts = [
      alert("good", "x", DAY + 2),
      alert("back", "y", DAY),
      alert("one", "z", null),
      alert("two", "z", null),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, ALERTS, alerts);
      const offenders = await trial.offenders(warehouse, "alerts_contradicting");
      assertEquals(offenders.map(({ alert_id }) => alert_id).toSorted(), ["back", "two"]);
    });
  });

  promise("export() writes the rows from a moment on and before another, and counts them", async (trial) => {
    const rows = [0, 1, 2].map((ms) => rowOf(KPIS, { ...PLAIN, instant: DAY + ms }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const found = (range: TimeRange) => trial.rows(warehouse, KPIS, range);
      assertRows(await found({ from: DAY + 1, to: DAY + 2 }), rows.slice(1, 2));
      assertRows(await found({ from: DAY + 1, to: null }), rows.slice(1));
      assertRows(await found({ from: null, to: DAY + 1 }), rows.slice(0, 1));
      assertEquals(await warehouse.export("kpis", trial.pathOf("kpis.json"), { from: DAY + 1, to: null }), 2);
      assertEquals(JSON.parse(await Deno.readTextFile(trial.pathOf("kpis.json"))).length, 2);
    });
  });

  promise("export() of a limit writes the first rows in order of time", async (trial) => {
    const rows = [3, 1, 4, 2, 5].map((ms) => rowOf(KPIS, { ...PLAIN, instant: DAY + ms }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const path = trial.pathOf("first.json");
      assertEquals(await warehouse.export("kpis", path, { from: DAY + 2, to: null, limit: 2 }), 2);
      const [first, last] = JSON.parse(await Deno.readTextFile(path));
      assertEquals([first.window_start_at, last.window_start_at].map((text) => text.at(-1)), ["2", "3"]);
    });
  });

  promise("export() of only some texts leaves the other rows out, whatever the texts hold", async (trial) => {
    const rows = HOSTILE_TEXTS.concat("plain").map((text) => ({ ...rowOf(KPIS, PLAIN), scope: text, window: "hour" }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      for (const text of HOSTILE_TEXTS) {
        const path = trial.pathOf("only.parquet");
        const only = { scope: [text, "absent"], window: ["minute", "hour"] };
        assertEquals(await warehouse.export("kpis", path, { ...ALWAYS, only }), 1, text);
        assertRows(await trial.read(path), trial.asKept(rows.filter(({ scope }) => scope === text)));
      }
      const none = { ...ALWAYS, only: { window: ["minute"] } };
      assertEquals(await warehouse.export("kpis", trial.pathOf("none.parquet"), none), 0);
    });
  });

  promise("export() gives a spreadsheet no formula to run", async (trial) => {
    const texts = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "a=1", "1-1", `"=1"`];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, LOADS, texts.map((text) => ({ ...rowOf(LOADS, PLAIN), run_id: text })));
      const [, ...rows] = parse(await Deno.readTextFile(await trial.export(warehouse, "loads", ".csv")));
      const expected = texts.map((text) => /^[=+@\t\r-]/.test(text) ? `'${text}` : text);
      assertEquals(rows.map((row: readonly string[]) => row[0]).toSorted(), expected.toSorted());
    });
  });

  promise("export() refuses an unknown view and an unknown format, and leaves no file", async (trial) => {
    await trial.use(async (warehouse) => {
      const unknown = [["no_such_view", "out.csv"], [`kpis"; drop table kpis; --`, "out.json"], ["kpis", "out.xlsx"]];
      for (const [view, file] of unknown as [string, string][]) {
        const error = await assertRejects(() => warehouse.export(view, trial.pathOf(file), ALWAYS), WarehouseError);
        assertStringIncludes(error.message, `Cannot export`);
      }
      assertEquals(trial.fileNames(), []);
    });
  });
}

function retaining(promise: DeclarePromise): void {
  const retention = { minutesDays: 90, requestsDays: 14, reportsDays: 365 };
  const ages: [readonly Table[], number][] = [
    [[...DAILY_TABLES, ...SAMPLE_TABLES], retention.minutesDays],
    [[REJECTS, REQUESTS], retention.requestsDays],
    [RUN_TABLES, retention.reportsDays],
  ];
  const limits = new Map(ages.flatMap(([group, days]) => group.map((table) => [table, DAY - days * DAY_MS] as const)));
  const at = (table: Table, instant: number) => rowOf(table, { ...PLAIN, instant, text: `at ${instant}` });
  const past = (table: Table) => [1, 2, 1_000 * DAY_MS].map((ms) => at(table, limits.get(table)! - ms));
  const kept = (table: Table) => [at(table, limits.get(table)!), at(table, DAY + DAY_MS)];
  const all = (table: Table) => [...past(table), ...kept(table)];

  promise("applyRetention() removes what is past its retention, no more, and counts it", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      const removed = await warehouse.applyRetention(retention, DAY, []);
      assertEquals(removed, Object.fromEntries([...limits.keys()].map(({ name }) => [name, 3])));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), kept(table), table.name);
      const again = await warehouse.applyRetention(retention, DAY, []);
      assertEquals(Object.values(again).every((count) => count === 0), true);
    });
  });

  promise("applyRetention() keeps a day until its last moment is past, and days it is told to keep", async (trial) => {
    const oldest = [...limits.values()].map((limit) => limit - 1_000 * DAY_MS);
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      const removed = await warehouse.applyRetention(retention, DAY - 1, oldest);
      assertEquals(removed, Object.fromEntries([...limits.keys()].map(({ name }) => [name, 0])));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), all(table), table.name);
    });
  });

  promise("applyRetention() leaves rules, their states and silences alone, however old", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of STANDING_TABLES) await trial.load(warehouse, table, [at(table, DAYS[0]!)]);
      await warehouse.applyRetention(retention, DAY + 1_000 * DAY_MS, []);
      for (const table of STANDING_TABLES) assertRows(await trial.rows(warehouse, table), [at(table, DAYS[0]!)]);
    });
  });

  promise("applyRetention() can empty every table, and all can be read and filled again", async (trial) => {
    await trial.use(async (warehouse) => {
      for (const table of limits.keys()) await trial.load(warehouse, table, all(table));
      await warehouse.applyRetention(retention, DAY + 1_000 * DAY_MS, []);
      for (const table of limits.keys()) assertEquals(await trial.rows(warehouse, table), [], table.name);
      for (const table of limits.keys()) await trial.load(warehouse, table, kept(table));
      for (const table of limits.keys()) assertRows(await trial.rows(warehouse, table), kept(table), table.name);
    });
  });
}

function alerting(promise: DeclarePromise): void {
  const kpi = (place: number, scope: string, real: number): AnyRow => (
    {
      ...rowOf(KPIS, { ...PLAIN, instant: DAY + place * MINUTE_MS, real }),
      window: "minute",
      scope_kind: "pool",
      scope,
    }
  );
  const all = (place: number): AnyRow => ({ ...kpi(place, "(all)", 0), scope_kind: "all" });
  const rule = trialRule({ metric: "server_error_ratio", scope_kind: "pool", scope: null, keep_firing_for_minutes: 1 });
  const written = { rules: [rule], origin: "file" } as const;

  promise(
    "alert rules are evaluated on stored minutes, each minute once, whatever a scope is called",
    async (trial) => {
      const names = HOSTILE_TEXTS.slice(0, 3);
      const until = (place: number) => ({
        written,
        objectives: defaultObjectives(500),
        until: DAY + place * MINUTE_MS,
      });
      await trial.use(async (warehouse) => {
        await using store = await RowStore.open(warehouse);
        await trial.load(warehouse, KPIS, [
          ...[0, 1, 2, 3].map(all),
          ...[0, 1, 2, 3].flatMap((place) => names.map((name) => kpi(place, name, place === 1 ? 0.5 : 0))),
        ]);
        const first = await evaluateAlerts(store, until(2));
        assertEquals(
          first.changed.map(({ scope, resolved_at }) => [scope, resolved_at]).toSorted(),
          names.map((name) => [name, null]).toSorted(),
        );
        const second = await evaluateAlerts(store, until(4));
        const kept = await trial.rows(warehouse, ALERTS);
        assertEquals(
          kept.map(({ scope, resolved_at }) => [scope, resolved_at]).toSorted(),
          names.map((name) => [name, DAY + 3 * MINUTE_MS]).toSorted(),
        );
        assertRows(kept, second.alerts);
        assertEquals((await evaluateAlerts(store, until(4))).changed, []);
        assertEquals(await trial.offenders(warehouse, "alerts_contradicting"), []);
      });
    },
  );
}

/** The warehouse of one test, and the files that go into it and come out. */
class Trial {
  readonly #home: WarehouseHome;
  readonly #folder: TemporaryFolder;
  readonly #files: DuckDb;
  #fileCount = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(home: WarehouseHome, folder: TemporaryFolder, files: DuckDb) {
    this.#home = home;
    this.#folder = folder;
    this.#files = files;
  }

  /** Opens the warehouse for some work, with all tables made. */
  async use<T>(work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
    await using warehouse = await this.#home.open();
    await warehouse.migrate();
    return await work(warehouse);
  }

  /** Opens the warehouse for some work as it is. */
  async useUnmade(work: (warehouse: Warehouse) => Promise<void>): Promise<void> {
    await using warehouse = await this.#home.open();
    await work(warehouse);
  }

  async offenders(warehouse: Warehouse, check: string): Promise<AnyRow[]> {
    return await warehouse.query<AnyRow>(await readSql(`checks/${check}`, this.#home.dialect));
  }

  pathOf(name: string): string {
    return `${this.#folder.path}/${name}`;
  }

  fileNames(): string[] {
    return this.#folder.names();
  }

  /** Writes a file of rows, one file after the other: loaders at once share the tables that files are made with. */
  async file(table: Table, rows: readonly AnyRow[]): Promise<TableFile> {
    const path = this.pathOf(`${this.#fileCount++}_${table.name}.parquet`);
    const writing = this.#writing.then(() => writeTableFile(this.#files, path, table, rows));
    this.#writing = writing.catch(() => {});
    await writing;
    return { table, path };
  }

  /** A Parquet file whose end was never written. */
  async tornFile(): Promise<string> {
    const { path } = await this.file(KPIS, [rowOf(KPIS, PLAIN)]);
    const bytes = await Deno.readFile(path);
    return this.#folder.write("torn.parquet", bytes.slice(0, bytes.length / 2));
  }

  /** Loads rows in the way of their table. */
  async load(warehouse: Warehouse, table: Table, rows: readonly AnyRow[]): Promise<void> {
    if (table === REQUESTS) return await this.store(warehouse, rows);
    const file = await this.file(table, rows);
    const sources = [...new Set(rows.map(({ source }) => String(source)))];
    const days = [...new Set(rows.map((row) => dayOf(Number(row[table.time]))))];
    if (table === REJECTS) await warehouse.replaceSources(sources, file);
    else if (DAILY_TABLES.includes(table)) await warehouse.replaceDays(days, [file]);
    else await warehouse.mergeRows([file]);
  }

  async store(warehouse: Warehouse, rows: readonly AnyRow[]): Promise<void> {
    const { path } = await this.file(REQUESTS, rows);
    const sources = rows.map(({ source }) => String(source));
    await warehouse.storeRequests(path, new Map(sources.map((source) => [source, keyOf(source)])));
  }

  /** Loads minutes like a process that came by on its own. */
  loadAlone(rows: readonly AnyRow[]): Promise<void> {
    return this.use((warehouse) => this.load(warehouse, TRAFFIC_MINUTES, rows));
  }

  /** Loads every table with rows made for it; gives back what was loaded. */
  async fillWith(rowsOf: (table: Table) => AnyRow[]): Promise<ReadonlyMap<Table, AnyRow[]>> {
    const rows = new Map(WAREHOUSE_TABLES.map((table) => [table, rowsOf(table)]));
    await this.use(async (warehouse) => {
      for (const [table, ofTable] of rows) await this.load(warehouse, table, ofTable);
    });
    return rows;
  }

  fill(sample: Sample): Promise<ReadonlyMap<Table, AnyRow[]>> {
    return this.fillWith((table) => [rowOf(table, sample)]);
  }

  async export(warehouse: Warehouse, view: string, ending: string, range: TimeRange = ALWAYS): Promise<string> {
    const path = this.pathOf(`${this.#fileCount++}_export${ending}`);
    await warehouse.export(view, path, range);
    return path;
  }

  read(path: string): Promise<AnyRow[]> {
    return this.#files.rows<AnyRow>(`from read_parquet(${quoteLiteral(path)}, hive_partitioning = false)`);
  }

  async rows(warehouse: Warehouse, { name }: { readonly name: string }, range?: TimeRange): Promise<AnyRow[]> {
    return await this.read(await this.export(warehouse, name, ".parquet", range));
  }

  /** Rows as the engine gives them back. */
  asKept(rows: readonly AnyRow[]): AnyRow[] {
    const { nul = "\0" } = this.#home;
    const kept = (value: AnyRow[string]) => typeof value === "string" ? value.replaceAll("\0", nul) : value;
    return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, kept(value)])));
  }

  /** Opens the warehouse anew and compares whole tables. */
  async assertTables(expected: ReadonlyMap<Table, readonly AnyRow[]>): Promise<void> {
    await this.use(async (warehouse) => {
      for (const [table, rows] of expected) {
        assertRows(await this.rows(warehouse, table), this.asKept(rows), table.name);
      }
    });
  }
}

/** A row whose columns all have the sample's value of their type, texts as much of it as their column holds. */
function rowOf(table: Table, sample: Sample): AnyRow {
  const valueOf = ({ type, length }: Column) => {
    const value = sample[type];
    return typeof value === "string" && length !== undefined ? value.slice(0, length) : value;
  };
  return Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, valueOf(column)]));
}

/** A row of `server_health`, so many windows from the day's noon. */
function healthRow(text: string, window: number, values: AnyRow = {}): AnyRow {
  const instant = DAY + DAY_MS / 2 + window * 300_000;
  return { ...rowOf(SERVER_HEALTH, { ...PLAIN, text, instant }), ...values };
}

/** A row with null wherever null may be. */
function withNulls(table: Table, sample: Sample): AnyRow {
  const isNull = (name: string) => table.columns[name]!.nullable === true;
  return Object.fromEntries(Object.entries(rowOf(table, sample)).map(([name, v]) => [name, isNull(name) ? null : v]));
}

function minute(values: Partial<Sample>): AnyRow {
  return rowOf(TRAFFIC_MINUTES, { ...PLAIN, ...values });
}

function request(source: string, sample: Sample): AnyRow {
  return { ...rowOf(REQUESTS, sample), source };
}

function keyOf(source: string): string {
  return sourceKey(source, "first record");
}

function jsonOf(text: string): string {
  return JSON.stringify({ [text]: text });
}

/** Compares rows regardless of their order. */
function assertRows(actual: readonly AnyRow[], expected: readonly AnyRow[], message?: string): void {
  const sorted = (rows: readonly AnyRow[]) => rows.toSorted((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  assertEquals(sorted(actual), sorted(expected), message);
}

/** Compares a row of which numbers may differ in their last digits. */
/** Checks some columns of a row. */
function assertHas(actual: AnyRow | undefined, expected: AnyRow): void {
  assertClose(Object.fromEntries(Object.keys(expected).map((name) => [name, actual?.[name] ?? null])), expected);
}

function assertClose(actual: AnyRow | undefined, expected: AnyRow): void {
  const rounded = (row: AnyRow | undefined) =>
    JSON.stringify(row, (_, v) => typeof v === "number" ? v.toPrecision(12) : v);
  assertEquals(rounded(actual), rounded(expected));
}
