/** Views in the shape of a star, as Power BI reads them. @module */
import { assertEquals } from "@std/assert";
import { ANOMALIES } from "../../anomaly/anomaly.ts";
import { INCIDENTS } from "../../anomaly/incident.ts";
import { KPIS } from "../../kpi/kpi.ts";
import { RETRY_MINUTES } from "../../retry/retry_minute.ts";
import { DAY_MS } from "../../table/day.ts";
import { SERVER_METRICS } from "../../telemetry/server_metric.ts";
import { assertHas } from "./assert_rows.ts";
import type { DeclarePromise } from "./promise.ts";
import { rowOf } from "./sample_rows.ts";
import { DAY, PLAIN } from "./samples.ts";

/** Promises of the views for Power BI. */
export function starViews(promise: DeclarePromise): void {
  promise(
    "the star views give each fact the day and the key of its scope, however alike the texts are",
    async (trial) => {
      const at = DAY + 13 * 3_600_000;
      const ofHour = { ...rowOf(KPIS, { ...PLAIN, instant: at }), window: "hour", scope_kind: "route" };
      const found = { severity: "critical", scope_kind: "route", scope: "/A" };
      await trial.use(async (warehouse) => {
        for (const name of ["star_days", "star_scopes"]) assertEquals(await trial.rows(warehouse, { name }), [], name);
        const earlier = { ...ofHour, window_start_at: DAY - 2 * DAY_MS, window: "day", scope: "/a" };
        await trial.load(warehouse, KPIS, [earlier, ...["/a", "/A", "/a "].map((scope) => ({ ...ofHour, scope }))]);
        await trial.load(warehouse, ANOMALIES, [{ ...rowOf(ANOMALIES, { ...PLAIN, instant: at }), ...found }]);
        await trial.load(warehouse, INCIDENTS, [{ ...rowOf(INCIDENTS, { ...PLAIN, instant: at }), ...found }]);
        await trial.load(warehouse, RETRY_MINUTES, [{ ...rowOf(RETRY_MINUTES, { ...PLAIN, instant: at }), ...found }]);
        await trial.load(warehouse, SERVER_METRICS, [rowOf(SERVER_METRICS, { ...PLAIN, instant: at })]);
        const days = await trial.rows(warehouse, { name: "star_days" });
        const named = days.map(({ day_at, month, day_of_week, weekday }) => [day_at, month, day_of_week, weekday]);
        assertEquals(named.toSorted((a, b) => Number(a[0]) - Number(b[0])), [
          [DAY - 2 * DAY_MS, "2026-11", 5, "Friday"],
          [DAY - DAY_MS, "2026-11", 6, "Saturday"],
          [DAY, "2026-11", 7, "Sunday"],
        ]);
        const scopes = await trial.rows(warehouse, { name: "star_scopes" });
        const keys = new Map(scopes.map(({ scope, scope_key }) => [scope, scope_key]));
        assertEquals([scopes.length, new Set(keys.values()).size], [4, 4]);
        const traffic = await trial.rows(warehouse, { name: "star_traffic" });
        assertEquals(
          new Set(traffic.map(({ scope_key }) => scope_key)),
          new Set(["/a", "/A", "/a "].map((scope) => keys.get(scope))),
        );
        const place = { day_at: DAY, hour_of_day: 13 };
        const ofFinding = { ...place, scope_key: keys.get("/A")!, severity_rank: 3 };
        assertHas((await trial.rows(warehouse, { name: "star_anomalies" }))[0], ofFinding);
        assertHas((await trial.rows(warehouse, { name: "star_incidents" }))[0], ofFinding);
        const ofRetries = { ...place, scope_key: keys.get("/A")!, hour_at: at, failed_count: PLAIN.integer };
        assertHas((await trial.rows(warehouse, { name: "star_retries" }))[0], ofRetries);
        const ofServer = { ...place, scope_key: keys.get(PLAIN.text)!, cpu_usage_percent: PLAIN.real };
        assertHas((await trial.rows(warehouse, { name: "star_samples" }))[0], ofServer);
      });
    },
  );
}
