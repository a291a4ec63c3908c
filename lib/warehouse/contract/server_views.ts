/** Views of the health of servers. @module */
import { assertEquals } from "@std/assert";
import { HEALTH_SIGNALS } from "../../health/health_signal.ts";
import { SERVER_HEALTH } from "../../health/server_health.ts";
import { SERVER_METRICS } from "../../telemetry/server_metric.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { healthRow, rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of server health. */
export function serverViews(promise: DeclarePromise): void {
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

  promise("the view server_health_windows is the worst of each hour and day", async (trial) => {
    const rows = [
      healthRow("web-1", 0, { score: 90, state: "healthy" }),
      healthRow("web-1", 11, { score: 40, state: "unhealthy" }),
      healthRow("web-1", 12, { score: 70, state: "degraded" }),
      healthRow("web-2", 0, { score: null, state: "unknown" }),
    ];
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, SERVER_HEALTH, rows);
      const window_start_at = rows[0]!.window_start_at!;
      const worst = (server_id: string, window: string, figures: readonly (number | null)[], at = window_start_at) => ({
        ...{ window_start_at: at, window, server_id },
        ...{ lowest_score: figures[0]!, unhealthy_count: figures[1]!, degraded_count: figures[2]! },
      });
      assertRows(await trial.rows(warehouse, { name: "server_health_windows" }), [
        worst("web-1", "day", [40, 1, 1], DAY),
        worst("web-1", "hour", [40, 1, 0]),
        worst("web-1", "hour", [70, 0, 1], rows[2]!.window_start_at!),
        worst("web-2", "day", [null, 0, 0], DAY),
        worst("web-2", "hour", [null, 0, 0]),
      ]);
    });
  });

  promise("the view server_metric_windows adds samples up to hours and days", async (trial) => {
    const sample = (minute: number, cpu_usage_percent: number | null, active_connections: number) => ({
      ...rowOf(SERVER_METRICS, { ...PLAIN, instant: DAY + minute * 60_000 }),
      ...{ server_id: "web-1", region: "eu", cpu_usage_percent, active_connections, backend_health_failures: 1 },
    });
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, SERVER_METRICS, [sample(0, 10, 1), sample(59, 20, 2), sample(60, null, 6)]);
      const rows = await trial.rows(warehouse, { name: "server_metric_windows" });
      const figures = rows.map((row) => [
        ...[row.window, (row.window_start_at as number) - DAY, row.sample_count],
        ...[row.cpu_usage_percent, row.active_connections, row.backend_health_failures],
      ]);
      assertEquals(figures.sort(), [
        ["day", 0, 3, 15, 3, 3],
        ["hour", 0, 2, 15, 1.5, 2],
        ["hour", 3_600_000, 1, null, 6, 1],
      ]);
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
}
