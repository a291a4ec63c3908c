import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { ALERTS } from "../alert/alert.ts";
import { ALERT_RULES } from "../alert/alert_rule.ts";
import type { WrittenRule } from "../alert/default_rules.ts";
import { ALERT_STATES } from "../alert/rule_state.ts";
import { trialRule } from "../alert/trial_rule.ts";
import { ANOMALIES } from "../anomaly/anomaly.ts";
import { INCIDENTS } from "../anomaly/incident.ts";
import { DuckDb } from "../duckdb/duckdb.ts";
import { type AnyRow, writeTableFile } from "../duckdb/table_file.ts";
import { KPIS } from "../kpi/kpi.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { DAY_MS } from "../table/day.ts";
import type { Table } from "../table/table.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { DuckDbWarehouse } from "../warehouse/duckdb_warehouse.ts";
import { evaluateAlerts } from "./evaluate_alerts.ts";
import { replayRule } from "./replay_rule.ts";
import { replayWords } from "./replay_words.ts";
import { change, RowStore } from "./row_store.ts";

const DAY = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;

/** A row with 0, an empty text or a moment of the day in every column that is not told. */
function rowOf(table: Table, values: AnyRow): AnyRow {
  const blanks = {
    instant: DAY,
    text: "",
    integer: 0,
    real: 0,
    boolean: false,
    json: "[]",
    sketch: { buckets: [], counts: [] },
  };
  return {
    ...Object.fromEntries(Object.entries(table.columns).map(([name, { type }]) => [name, blanks[type]])),
    ...values,
  };
}

/** The KPIs of a minute of the day. */
function kpi(minute: number, scope: string, values: AnyRow = {}): AnyRow {
  const scope_kind = scope === "(all)" ? "all" : "server";
  const window_start_at = DAY + minute * MINUTE_MS;
  return rowOf(KPIS, { window_start_at, window: "minute", scope_kind, scope, request_count: 100, ...values });
}

/** A warehouse in a file, whose rules are evaluated again and again. */
class Trial implements AsyncDisposable {
  readonly #folder = new TemporaryFolder();
  readonly #stack = new AsyncDisposableStack();
  store!: RowStore;
  #fileCount = 0;

  static async open(): Promise<Trial> {
    const trial = new Trial();
    trial.#stack.use(trial.#folder);
    const warehouse = await DuckDbWarehouse.open(join(trial.#folder.path, "w.duckdb"), () => {});
    trial.#stack.use(warehouse);
    await warehouse.migrate();
    trial.store = trial.#stack.use(await RowStore.open(warehouse));
    return trial;
  }

  async load(table: Table, rows: readonly AnyRow[], day = DAY): Promise<void> {
    await using files = await DuckDb.open();
    const path = join(this.#folder.path, `${this.#fileCount++}.parquet`);
    await writeTableFile(files, path, table, rows);
    await this.store.warehouse.replaceDays([day], [{ table, path }]);
  }

  /** Evaluates up to a minute of the day; returns all alerts as `scope started-fired-resolved peak`, in minutes of the day. */
  async evaluate(
    minute: number,
    rules: readonly WrittenRule[],
    objectives = defaultObjectives(500),
  ): Promise<string[]> {
    const until = DAY + minute * MINUTE_MS;
    const { alerts } = await evaluateAlerts(this.store, { written: { rules, origin: "file" }, objectives, until });
    const place = (at: number | null) => at === null ? "" : (at - DAY) / MINUTE_MS;
    return alerts.map((alert) =>
      `${alert.scope} ${place(alert.started_at)}-${place(alert.fired_at)}-${
        place(alert.resolved_at)
      } ${alert.peak_value}`
    ).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack.disposeAsync();
  }
}

const EACH_SERVER = trialRule({ scope_kind: "server", scope: null, for_minutes: 2, keep_firing_for_minutes: 2 });

function errors(minutes: readonly number[]): AnyRow[] {
  return minutes.flatMap((ratio, minute) => [
    kpi(minute, "(all)"),
    kpi(minute, "web-1", { server_error_ratio: ratio }),
    kpi(minute, "web-2", { server_error_ratio: 0.9, request_count: 1 }),
  ]);
}

Deno.test("a threshold goes on where the last run ended, also while it is pending", async () => {
  await using trial = await Trial.open();
  const rule = { ...EACH_SERVER, min_request_count: 2 };
  await trial.load(KPIS, errors([0, 0.2, 0.3, 0, 0, 0]));
  assertEquals(await trial.evaluate(2, [rule]), []);
  assertEquals(await trial.evaluate(3, [rule]), ["web-1 1-3- 0.3"]);
  assertEquals(await trial.evaluate(4, [rule]), ["web-1 1-3- 0.3"]);
  assertEquals(await trial.evaluate(6, [rule]), ["web-1 1-3-5 0.3"]);
});

Deno.test("minutes that were evaluated are not looked at again, whatever comes to be in them", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0, 0, 0]));
  await trial.evaluate(3, [EACH_SERVER]);
  await trial.load(KPIS, errors([0.9, 0.9, 0.9, 0]));
  assertEquals((await trial.evaluate(4, [EACH_SERVER])).filter((alert) => alert.startsWith("web-1")), []);
});

Deno.test("a line from the future does not carry a rule off, and a new rule begins with the newest day", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0.2, 0.2, 0]));
  await trial.load(KPIS, [kpi(3 * 1_440, "(all)")], DAY + 3 * DAY_MS);
  assertEquals((await trial.evaluate(3, [EACH_SERVER])).includes("web-1 0-2- 0.2"), true);
  const [state] = await trial.store.rows(ALERT_STATES);
  assertEquals(state?.evaluated_to_at, DAY + 3 * MINUTE_MS);
});

Deno.test("an alert goes on firing between its levels, also where a run sees nothing beyond the level", async () => {
  await using trial = await Trial.open();
  const rule = { ...EACH_SERVER, clear_level: 0.05 };
  await trial.load(KPIS, errors([0.2, 0.2, 0.07, 0.07, 0.07]).filter(({ scope }) => scope !== "web-2"));
  await trial.evaluate(2, [rule]);
  assertEquals(await trial.evaluate(5, [rule]), ["web-1 0-2- 0.2"]);
});

Deno.test("a rule that is no longer written resolves its alerts, and fires no more", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0.2, 0.2, 0.2, 0.2]).filter(({ scope }) => scope !== "web-2"));
  assertEquals(await trial.evaluate(2, [EACH_SERVER]), ["web-1 0-2- 0.2"]);
  assertEquals(await trial.evaluate(4, []), ["web-1 0-2-3 0.2"]);
});

Deno.test("a rule that somebody has put into the table with an unknown metric fires nothing and hinders no other", async () => {
  await using trial = await Trial.open();
  const odd = ["secret", 'x" from kpis --'].map((metric, i) =>
    trialRule({ rule: `odd ${i}`, metric, origin: "person" })
  );
  await trial.store.merge([
    change(ALERT_RULES, [...odd, trialRule({ rule: "odd", comparison: "near", origin: "person" })]),
  ]);
  await trial.load(KPIS, errors([0.2, 0.2]).filter(({ scope }) => scope !== "web-2"));
  assertEquals(await trial.evaluate(2, [EACH_SERVER]), ["web-1 0-2- 0.2"]);
});

Deno.test("an acknowledgement stays when the alert is evaluated on", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0.2, 0.2, 0.4, 0]).filter(({ scope }) => scope !== "web-2"));
  await trial.evaluate(2, [EACH_SERVER]);
  const [alert] = await trial.store.rows(ALERTS);
  await trial.store.merge([change(ALERTS, [{ ...alert!, acknowledged_at: 7 }])]);
  assertEquals(await trial.evaluate(4, [EACH_SERVER]), ["web-1 0-2- 0.4"]);
  assertEquals((await trial.store.rows(ALERTS))[0]?.acknowledged_at, 7);
});

const SILENT = trialRule({
  kind: "absence",
  metric: "silent_minutes",
  comparison: "at_least",
  fire_level: 3,
  clear_level: 3,
  keep_firing_for_minutes: 1,
});

Deno.test("absence of all traffic fires by the clock, and resolves with the first request", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, [0, 1].map((minute) => kpi(minute, "(all)")));
  assertEquals(await trial.evaluate(4, [SILENT]), []);
  assertEquals(await trial.evaluate(6, [SILENT]), ["(all) 4-5- 4"]);
  await trial.load(KPIS, [0, 1, 7].map((minute) => kpi(minute, "(all)")));
  assertEquals(await trial.evaluate(8, [SILENT]), ["(all) 4-5-8 5"]);
});

Deno.test("absence of each server shows beside the traffic of others, and a server is forgotten after a day", async () => {
  await using trial = await Trial.open();
  const each = { ...SILENT, scope_kind: "server", scope: null };
  const seen = [kpi(0, "web-1"), ...Array.from({ length: 20 }, (_, minute) => kpi(minute, "web-2"))];
  await trial.load(KPIS, [...seen, ...[0, 19].map((minute) => kpi(minute, "(all)"))]);
  assertEquals(await trial.evaluate(30, [each]), ["web-1 3-4- 19"]);
  await trial.load(KPIS, [...seen, ...[0, 19, 1_439].map((minute) => kpi(minute, "(all)"))]);
  assertEquals(await trial.evaluate(2_000, [each]), ["web-1 3-4- 1439", "web-2 22-23- 1420"]);
  await trial.load(KPIS, [kpi(1_445, "(all)")], DAY + DAY_MS);
  assertEquals(await trial.evaluate(2_000, [each]), ["web-1 3-4-1442 1440", "web-2 22-23- 1426"]);
});

Deno.test("a named scope that never comes is absent since minutes are known", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, Array.from({ length: 20 }, (_, i) => kpi(600 + i, "(all)")));
  const named = { ...SILENT, scope_kind: "server", scope: "web-9" };
  assertEquals(await trial.evaluate(620, [named]), ["web-9 602-603- 20"]);
});

Deno.test("incidents fire from their severity on, and tell their story", async () => {
  await using trial = await Trial.open();
  const incident = (scope: string, severity: string, opened: number, closed: number | null) =>
    rowOf(INCIDENTS, {
      incident_id: scope,
      opened_at: DAY + opened * MINUTE_MS,
      closed_at: closed === null ? null : DAY + closed * MINUTE_MS,
      severity,
      scope_kind: "server",
      scope,
      summary: `${scope} is slow`,
    });
  await trial.load(KPIS, [0, 9].map((minute) => kpi(minute, "(all)")));
  await trial.load(INCIDENTS, [
    incident("a", "minor", 0, 5),
    incident("b", "moderate", 2, 5),
    incident("c", "critical", 4, null),
  ]);
  const rule = trialRule({
    kind: "anomaly",
    scope_kind: null,
    scope: null,
    metric: "incident_severity",
    comparison: "at_least",
    fire_level: 2,
    clear_level: 2,
    keep_firing_for_minutes: 2,
  });
  assertEquals(await trial.evaluate(3, [rule]), ["b 2-3- 2"]);
  assertEquals(await trial.evaluate(10, [rule]), ["b 2-3-7 2", "c 4-5- 3"]);
  assertEquals((await trial.store.rows(ALERTS)).map(({ summary }) => summary).sort(), ["b is slow", "c is slow"]);
});

Deno.test("anomalies fire by score or severity, the worst of a minute counting", async () => {
  await using trial = await Trial.open();
  const anomaly = (minute: number, metric: string, score: number, severity: string) =>
    rowOf(ANOMALIES, {
      window_start_at: DAY + minute * MINUTE_MS,
      window: "minute",
      scope_kind: "server",
      scope: "a",
      metric,
      score,
      severity,
      direction: "high",
    });
  await trial.load(KPIS, [0, 9].map((minute) => kpi(minute, "(all)")));
  await trial.load(ANOMALIES, [
    anomaly(1, "x", 99, "minor"),
    anomaly(1, "y", 99.99, "moderate"),
    anomaly(3, "x", 99, "minor"),
  ]);
  const rule = {
    kind: "anomaly",
    scope_kind: "server",
    scope: null,
    comparison: "at_least",
    keep_firing_for_minutes: 1,
  };
  const score = trialRule({ ...rule, rule: "score", metric: "anomaly_score", fire_level: 99.9, clear_level: 99.9 });
  const severity = trialRule({ ...rule, rule: "severity", metric: "anomaly_severity", fire_level: 1, clear_level: 1 });
  assertEquals(await trial.evaluate(10, [score]), ["a 1-2-3 99.99"]);
  assertEquals(await trial.evaluate(10, [severity]), ["a 1-2-3 2", "a 1-2-3 99.99", "a 3-4-5 1"]);
});

Deno.test("a rule on anomalies waits until its minutes have been analysed, other rules do not", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0, 0.2, 0.2, 0.2]));
  const rules = [
    trialRule({ ...EACH_SERVER, rule: "errors", min_request_count: 2 }),
    trialRule({ rule: "found", kind: "anomaly", metric: "anomaly_severity", comparison: "at_least" }),
  ];
  const written = { rules, origin: "file" } as const;
  const known = { until: DAY + 4 * MINUTE_MS, foundUntil: DAY + MINUTE_MS };
  await evaluateAlerts(trial.store, { written, objectives: defaultObjectives(500), ...known });
  const states = await trial.store.rows(ALERT_STATES);
  assertEquals(states.map(({ rule, evaluated_to_at }) => [rule, evaluated_to_at]).sort(), [
    ["errors", known.until],
    ["found", known.foundUntil],
  ]);
});

Deno.test("a burn rate fires as the objective's own page does, over windows that reach back before the run", async () => {
  await using trial = await Trial.open();
  const minutes = Array.from({ length: 90 }, (_, i) =>
    rowOf(TRAFFIC_MINUTES, {
      minute_at: DAY + i * MINUTE_MS,
      scope_kind: "all",
      scope: "(all)",
      request_count: 1_000,
      status_5xx_count: i >= 60 && i < 70 ? 500 : 0,
    }));
  await trial.load(TRAFFIC_MINUTES, minutes);
  await trial.load(KPIS, minutes.map((_, i) => kpi(i, "(all)")));
  const rule = trialRule({
    kind: "burn_rate",
    metric: "page",
    objective: "availability",
    comparison: "at_least",
    fire_level: 1,
    clear_level: 1,
    keep_firing_for_minutes: 1,
  });
  assertEquals((await trial.evaluate(61, [rule])).length, 1);
  const [alert] = await trial.store.rows(ALERTS);
  assertEquals([alert!.started_at, alert!.resolved_at], [DAY + 60 * MINUTE_MS, null]);
  await trial.evaluate(90, [rule]);
  const [later] = await trial.store.rows(ALERTS);
  // 5,000 bad events of the 70,000 that are known of the slow pair's 6 h.
  assertEquals(later!.peak_value.toFixed(2), (5_000 / 70_000 / 0.001 / 6).toFixed(2));
  assertStringIncludes(
    later!.summary,
    'objective "availability" of the whole service burns its error budget at 11.9 times',
  );
});

Deno.test("replayRule() tells when a rule would have fired and what it would have missed, and keeps nothing", async () => {
  await using trial = await Trial.open();
  await trial.load(KPIS, errors([0, 0.2, 0.2, 0, 0, 0, 0]).filter(({ scope }) => scope !== "web-2"));
  const incident = (id: string, scope: string, opened: number) =>
    rowOf(INCIDENTS, {
      incident_id: id,
      opened_at: DAY + opened * MINUTE_MS,
      closed_at: DAY + (opened + 1) * MINUTE_MS,
      severity: "moderate",
      scope_kind: "server",
      scope,
      summary: `${scope} failed`,
    });
  await trial.load(INCIDENTS, [
    incident("caught", "web-1", 2),
    incident("missed", "web-1", 6),
    incident("other", "web-2", 2),
  ]);
  const replay = async (rule: typeof EACH_SERVER, range: { from: number | null; to: number | null }) =>
    (await replayRule(trial.store, rule, range, defaultObjectives(500)))!;
  const whole = await replay(EACH_SERVER, { from: null, to: null });
  assertEquals(whole.firings.map(({ incidentIds }) => incidentIds), [["caught"]]);
  assertEquals(whole.missed.map(({ incident_id }) => incident_id), ["other", "missed"]);
  assertEquals(replayWords(EACH_SERVER, whole).split("\n"), [
    'rule "errors" from 2026-11-22 00:00 to 2026-11-22 00:07 UTC: 1 firing, 2 min in all; 1 of 3 incidents caught, 0 firings without an incident',
    "",
    "Fired",
    "fired_at          minutes  peak  scope         incidents",
    "----------------  -------  ----  ------------  ---------",
    "2026-11-22 00:03        2  20 %  server web-1  caught",
    "",
    "Missed",
    "opened_at         severity  incident_id  summary",
    "----------------  --------  -----------  ------------",
    "2026-11-22 00:02  moderate  other        web-2 failed",
    "2026-11-22 00:06  moderate  missed       web-1 failed",
  ]);
  const named = await replay({ ...EACH_SERVER, scope: "web-1" }, { from: DAY + 4 * MINUTE_MS, to: null });
  assertEquals([named.firings.length, named.missed.map(({ incident_id }) => incident_id)], [0, ["missed"]]);
  assertEquals(
    await replayRule(trial.store, EACH_SERVER, { from: DAY + DAY_MS, to: null }, defaultObjectives(500)),
    null,
  );
  assertEquals([await trial.store.rows(ALERTS), await trial.store.rows(ALERT_STATES)], [[], []]);
});
