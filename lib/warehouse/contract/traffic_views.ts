/** Views of traffic and reports. @module */
import { assertEquals } from "@std/assert";
import type { AnyRow } from "../../duckdb/table_file.ts";
import { KPIS } from "../../kpi/kpi.ts";
import { ANALYTICS_REPORTS } from "../../report/analytics_report.ts";
import { DAY_MS } from "../../table/day.ts";
import { assertClose, assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of traffic and reports. */
export function trafficViews(promise: DeclarePromise): void {
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

  promise("the view analysed_spans is what runs with traffic looked at, by its beginning", async (trial) => {
    const report = (run: string, from: number | null, to: number | null) => ({
      ...rowOf(ANALYTICS_REPORTS, { ...PLAIN, text: run, instant: DAY }),
      from_at: from,
      to_at: to,
    });
    const reports = [report("a", DAY, DAY + 60_000), report("b", DAY, DAY + 120_000), report("c", null, null)];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, ANALYTICS_REPORTS, reports);
      assertRows(await trial.rows(warehouse, { name: "analysed_spans" }), [{ from_at: DAY, to_at: DAY + 120_000 }]);
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
}
