import { assert, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { HealthCheckLinkRow } from "../lib/health/health_check_link.ts";
import type { ServerHealthRow } from "../lib/health/server_health.ts";
import { EXIT } from "../lib/run/task.ts";
import { INCIDENT_KINDS, type IncidentKind, type IncidentTruth, syntheticIncidents } from "../lib/synthetic/mod.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const WINDOW_MS = 300_000;
/** Queues and retries outlast an incident by so much, and a state is left after two windows. */
const AFTERMATH_MS = 900_000;
const PLAN = { days: 1, requests: 200_000, servers: 20, seed: 4, startAt: Date.UTC(2026, 0, 5) };
/** Kinds that make a server unwell whatever its size; a surge need not, where there is room for it. */
const HARMFUL: readonly IncidentKind[] = INCIDENT_KINDS.filter((kind) => kind !== "traffic_surge");

Deno.test("server_health turns the servers of planted incidents unwell in time, and no others", async (t) => {
  await using folder = new TrialFolder();
  const { code, err } = await folder.run(PIPELINE_TASK, ["--seed=4", "--start=2026-01-05"]);
  assertEquals(code, EXIT.done, err.join("\n"));
  const rows = await folder.query<ServerHealthRow>("from server_health order by server_id, window_start_at");
  const truths = syntheticIncidents(PLAN);
  const isUnwell = ({ state }: ServerHealthRow) => state === "degraded" || state === "unhealthy";

  await t.step("every server has a row for every five minutes, down or not", () => {
    assertEquals(rows.length, 20 * 288);
    assertEquals(rows.filter(({ reasons }) => reasons === null).every(({ state }) => state === "healthy"), true);
  });

  for (const truth of truths.filter(({ kind }) => HARMFUL.includes(kind as IncidentKind))) {
    await t.step(`${truth.kind} of ${truth.scope}`, () => {
      const during = rows.filter((row) => isWithin(row, truth, 0));
      const servers = Map.groupBy(during, ({ server_id }) => server_id);
      assert(servers.size > 0);
      for (const ofServer of servers.values()) assert(ofServer.some(isUnwell), `${ofServer[0]!.server_id} seems well`);
      const first = during.filter(isUnwell).map(({ window_start_at }) => window_start_at).sort((a, b) => a - b)[0]!;
      if (truth.kind !== "memory_leak") assert(first <= truth.started_at + 2 * WINDOW_MS);
    });
  }

  await t.step("outside of incidents at most one window of five hundred is not healthy", () => {
    const calm = rows.filter((row) => !truths.some((truth) => isWithin(row, truth, AFTERMATH_MS)));
    assert(calm.length > 4_000);
    assert(calm.filter(isUnwell).length <= calm.length / 500);
  });

  await t.step("failed checks of a region that is cut off are linked with what its users saw, at once", async () => {
    const { scope } = truths.find(({ kind }) => kind === "region_outage")!;
    const cutOff = new Set(rows.filter(({ peers }) => peers === scope).map(({ server_id }) => server_id));
    const links = await folder.query<HealthCheckLinkRow>("from health_check_links");
    const ofRegion = links.filter(({ server_id }) => cutOff.has(server_id));
    assertEquals(ofRegion.length, cutOff.size);
    for (const { linked_error_ratio, lag_minutes } of ofRegion) {
      assert(linked_error_ratio! > 0.5 && Math.abs(lag_minutes!) <= 2);
    }
  });

  await t.step("the log alone finds the servers that fail, are slow or gone", async () => {
    await using alone = new TrialFolder();
    const log = join(folder.data, "telemetry", "request_logs.csv");
    assertEquals((await alone.run(PIPELINE_TASK, ["--logs", log])).code, EXIT.done);
    const found = await alone.query<ServerHealthRow>("from server_health order by server_id, window_start_at");
    const kinds = ["latency_degradation", "error_burst", "server_down", "retry_storm", "region_outage"];
    for (const truth of truths.filter(({ kind }) => kinds.includes(kind))) {
      const during = found.filter((row) => isWithin(row, truth, 0));
      assert(during.some(isUnwell), `${truth.kind} of ${truth.scope}`);
    }
    assert(found.every((row) => row.cpu_usage_percent === null && row.failed_check_ratio === null));
  });
});

function isWithin(row: ServerHealthRow, truth: IncidentTruth, afterMs: number): boolean {
  const isOfScope = [row.server_id, row.peers].includes(truth.scope) || truth.scope_kind === "all";
  const { window_start_at: from } = row;
  return isOfScope && from + WINDOW_MS > truth.started_at && from < truth.ended_at + afterMs;
}
