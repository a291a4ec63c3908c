import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import type { CapacityRow } from "../lib/capacity/capacity.ts";
import type { CapacityLossRow } from "../lib/capacity/capacity_loss.ts";
import type { ForecastRow } from "../lib/capacity/forecast.ts";
import type { MaintenanceWindowRow } from "../lib/capacity/maintenance_window.ts";
import { EXIT } from "../lib/run/task.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TrialFolder } from "./trial_folder.ts";

const DAY_MS = 86_400_000;
const DAYS = 4;
const SYNTHETIC = [`--days=${DAYS}`, "--requests=24000", "--servers=6", "--incidents=none", "--seed=5"];

Deno.test("capacity: a pipeline over some days tells limits, losses, the days to come and when to take servers away", async (t) => {
  await using folder = new TrialFolder();
  const { code, out, err } = await folder.run(PIPELINE_TASK, SYNTHETIC);
  assertEquals(code, EXIT.done, err);
  const capacity = await folder.query<CapacityRow>("from capacity_current order by scope_kind, scope");
  const lastDay = capacity[0]!.day_at;

  await t.step("the load of servers adds up to that of the whole, as do their limits", () => {
    const whole = capacity.find(({ scope_kind }) => scope_kind === "all")!;
    const servers = capacity.filter(({ scope_kind }) => scope_kind === "server");
    assertEquals(servers.length, 6);
    const limits = servers.reduce((sum, row) => sum + row.cpu_limit_requests_per_second!, 0);
    assertAlmostEquals(whole.cpu_limit_requests_per_second!, limits, 1e-6 * limits);
    assert(capacity.every((row) => row.explanation.endsWith(".")));
  });

  await t.step("a server that is lost leaves one less, with all of its group's load", async () => {
    const losses = await folder.query<CapacityLossRow>("from losses_current where lost_kind = 'server'");
    assert(losses.length > 0);
    for (const { load_factor, lost_share_ratio, worst_cpu_percent } of losses) {
      if (load_factor === null) continue;
      assertAlmostEquals(load_factor, 1 / (1 - lost_share_ratio));
      assert(worst_cpu_percent !== null && worst_cpu_percent > 0);
    }
  });

  await t.step("a forecast begins where the past ends, and reaches as far as errors are known", async () => {
    const forecasts = await folder.query<ForecastRow>(
      `from forecast_current where scope_kind = 'all' and metric = 'requests_per_second' order by window_start_at`,
    );
    assertEquals(forecasts[0]!.window_start_at, lastDay + DAY_MS);
    assertEquals(forecasts.length, 24 * (DAYS - Math.floor(DAYS / 2)));
    assert(forecasts.every(({ lower, expected, upper }) => 0 <= lower && lower <= expected && expected <= upper));
  });

  await t.step("each server has slots in the days to come, none of which overlap", async () => {
    const slots = await folder.query<MaintenanceWindowRow>("from maintenance_current where scope_kind = 'server'");
    assertEquals(new Set(slots.map(({ scope }) => scope)).size, 6);
    assert(
      slots.every(({ starts_at, ends_at }) => starts_at >= lastDay + DAY_MS && ends_at - starts_at === DAY_MS / 12),
    );
    const first = slots.filter(({ scope }) => scope === slots[0]!.scope).map(({ starts_at }) => starts_at);
    assertEquals(new Set(first).size, 3);
  });

  await t.step("the summary tells it", () => assertStringIncludes(stripAnsiCode(out.join("\n")), "\nCapacity\n"));
});
