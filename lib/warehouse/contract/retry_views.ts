/** Views of retries. @module */
import { assertEquals } from "@std/assert";
import { KPIS } from "../../kpi/kpi.ts";
import { RETRY_CHAINS } from "../../retry/retry_chain.ts";
import { RETRY_MINUTES } from "../../retry/retry_minute.ts";
import { TRAFFIC_MINUTES } from "../../traffic/traffic_minute.ts";
import { trialRetries } from "../trial_retries.ts";
import { assertHas } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { minute, rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views of retries. */
export function retryViews(promise: DeclarePromise): void {
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

  promise("the view retry_lags finds nothing in a few minutes", async (trial) => {
    const rows = Array.from({ length: 29 }, (_, i) => ({
      ...rowOf(KPIS, { ...PLAIN, instant: DAY + i * 60_000 }),
      ...{ window: "minute", scope_kind: "all", p95_duration_ms: i, server_error_ratio: i / 30, retry_ratio: i / 30 },
    }));
    await trial.use(async (warehouse) => {
      await trial.load(warehouse, KPIS, rows);
      const lags = await trial.rows(warehouse, { name: "retry_lags" });
      assertEquals(lags.length, 42);
      assertEquals(lags.filter(({ correlation, is_strongest }) => correlation !== null || is_strongest), []);
    });
  });
}
