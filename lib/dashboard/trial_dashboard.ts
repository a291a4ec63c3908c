/** A dashboard on a warehouse of its own, for tests. @module */
import { type Change, change, RowStore } from "../alerting/row_store.ts";
import { type IncidentRow, INCIDENTS } from "../anomaly/incident.ts";
import { defaultRules } from "../alert/default_rules.ts";
import { type KpiRow, KPIS } from "../kpi/kpi.ts";
import { type RequestRow, REQUESTS, UNTOLD } from "../telemetry/request.ts";
import { NO_LOG } from "../run/log.ts";
import { TemporaryFolder } from "../run/temporary_folder.ts";
import { defaultObjectives } from "../slo/objective.ts";
import { DuckDbWarehouse } from "../warehouse/duckdb_warehouse.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import type { AccessRules } from "./access.ts";
import { type Dashboard, openDashboard } from "./dashboard.ts";
import type { Page } from "./page.ts";
import { WarehouseDoor } from "./warehouse_door.ts";

/** Noon of a day; the trial's hours end there. */
export const TRIAL_NOON = Date.UTC(2026, 0, 5, 12);

/** A warehouse file with an hour of minutes. */
export class TrialDashboard extends TemporaryFolder {
  openings = 0;

  /** What the dashboard's clock shows, ms since 1970. */
  now: number = TRIAL_NOON;

  /** Opens the warehouse as the dashboard does. */
  readonly open = async (): Promise<Warehouse> => {
    this.openings++;
    const warehouse = await DuckDbWarehouse.open(`${this.path}/warehouse.duckdb`, () => {});
    await warehouse.migrate();
    return warehouse;
  };

  /** Puts KPI rows into the warehouse. */
  async fill(rows: readonly KpiRow[]): Promise<void> {
    await this.#merge(change(KPIS, rows));
  }

  /** Puts incidents into the warehouse. */
  async fillIncidents(rows: readonly IncidentRow[]): Promise<void> {
    await this.#merge(change(INCIDENTS, rows));
  }

  /** Keeps single requests. */
  async fillRequests(rows: readonly RequestRow[]): Promise<void> {
    using folder = new TemporaryFolder();
    await change(REQUESTS, rows).write(folder.path);
    await using warehouse = await this.open();
    await warehouse.storeRequests(`${folder.path}/requests.parquet`, new Map([["a.log", "a"]]));
  }

  async #merge(rows: Change): Promise<void> {
    await using warehouse = await this.open();
    await using store = await RowStore.open(warehouse);
    await store.merge([rows]);
  }

  /** The dashboard's way to it. */
  readonly door: WarehouseDoor = new WarehouseDoor(() => this.open(), () => this.now);

  /** Puts a dashboard on it, with a clock that stands at noon until it is put on. */
  async dashboard(pages: readonly Page[], access: Partial<AccessRules> = {}): Promise<Dashboard> {
    const objectives = defaultObjectives(500);
    const dashboard = await openDashboard({
      pages,
      door: this.door,
      access: { token: null, hosts: null, isSecure: false, ...access },
      written: () =>
        Promise.resolve({ objectives, rules: { rules: defaultRules(objectives.objectives), origin: "default" } }),
      live: null,
      clock: () => this.now,
      log: NO_LOG,
      boot: "trial",
    });
    await dashboard.ticker.beat();
    return dashboard;
  }
}

/** A row of `requests`, answered a second before noon unless told otherwise. */
export function requestRow(line: number, values: Partial<RequestRow> = {}): RequestRow {
  return {
    ...UNTOLD,
    requested_at: TRIAL_NOON - 1_000,
    status_code: 200,
    duration_ms: 20,
    route: null,
    source: "a.log",
    line,
    ...values,
  };
}

/** A row of `kpis`: a minute of the whole traffic at noon less a minute, unless told otherwise. */
export function kpiRow(values: Partial<KpiRow> = {}): KpiRow {
  return {
    window_start_at: TRIAL_NOON - 60_000,
    window: "minute",
    scope_kind: "all",
    scope: "(all)",
    request_count: 60,
    requests_per_second: 1,
    avg_duration_ms: 20,
    p50_duration_ms: 20,
    p90_duration_ms: 30,
    p95_duration_ms: 40,
    p99_duration_ms: 50,
    max_duration_ms: 60,
    error_ratio: 0,
    server_error_ratio: 0,
    retry_ratio: 0,
    amplification: 1,
    apdex: 1,
    availability: 1,
    bytes_per_second: 1_000,
    concurrency: 0.02,
    ...values,
  };
}
