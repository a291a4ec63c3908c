/** Views of the health of servers. @module */
import { assertEquals } from "@std/assert";
import { HEALTH_SIGNALS } from "../../health/health_signal.ts";
import { SERVER_HEALTH } from "../../health/server_health.ts";
import { assertRows } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { healthRow } from "./sample_rows.ts";

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
