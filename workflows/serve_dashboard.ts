/** Serves the dashboard until it is told to stop. @module */
import { readAlertRules } from "../lib/alerting/read_rules.ts";
import { readObjectives } from "../lib/analysis/read_objectives.ts";
import { LOOPBACK_HOSTS } from "../lib/dashboard/access.ts";
import { type Dashboard, openDashboard } from "../lib/dashboard/dashboard.ts";
import { OVERVIEW } from "../lib/dashboard/pages/overview.ts";
import { repeat } from "../lib/dashboard/repeat.ts";
import { type Address, isLoopback, requireSafe, serveApp } from "../lib/dashboard/serve_app.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";

const TICK_MS = 1_000;

/** Serves until SIGINT or SIGTERM. */
export const SERVE_DASHBOARD: Step = {
  name: "serve",
  describe: "Serves the dashboard over HTTP, for this machine unless told otherwise.",
  async run(config, run) {
    const address = await addressOf(config);
    requireSafe(address);
    const dashboard = await dashboardOf(config, run, address);
    await dashboard.ticker.beat();
    const ticking = repeat(TICK_MS, run.clock, () => dashboard.ticker.beat());
    const serving = serveApp(dashboard.app, address, run.log, run.clock);
    run.output.print(`serving ${serving.url}`);
    await stopSignal();
    dashboard.events.close();
    await Promise.all([serving.stop(), ticking.stop()]);
    await dashboard.door.closed();
    return NOTHING_MADE;
  },
};

const NOTHING_MADE: StepResult = { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {} };

function dashboardOf(config: Config, run: Run, { host, token, tls }: Address): Promise<Dashboard> {
  return openDashboard({
    pages: [OVERVIEW],
    open: () => openWarehouse(config, run.log),
    access: { token, hosts: isLoopback(host) ? LOOPBACK_HOSTS : null, isSecure: tls !== null },
    written: async () => {
      const objectives = await readObjectives(config);
      return { objectives, rules: await readAlertRules(config, objectives.objectives) };
    },
    live: null,
    clock: run.clock,
    log: run.log,
    boot: run.id.slice(0, 8),
  });
}

async function addressOf(config: Config): Promise<Address> {
  const { host, port, token, "tls-cert": cert, "tls-key": key } = config;
  if (cert === null && key === null) return { host, port, token, tls: null };
  if (cert === null || key === null) {
    throw new ConfigError("Cannot use TLS: --tls-cert and --tls-key are needed together");
  }
  const tls = { cert: await Deno.readTextFile(cert), key: await Deno.readTextFile(key) };
  return { host, port, token, tls };
}

/** Waits until somebody wants the process to end. */
async function stopSignal(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signals: readonly Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  for (const signal of signals) Deno.addSignalListener(signal, resolve);
  await promise;
  for (const signal of signals) Deno.removeSignalListener(signal, resolve);
}

/** `deno task serve`. */
export const SERVE_TASK: Task<StepResult> = {
  step: SERVE_DASHBOARD,
  takes: ["data", ...WAREHOUSE_SETTINGS, "alerts", "slo", "apdex-ms", "port", "host", "token", "tls-cert", "tls-key"],
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: () => "stopped",
};

if (import.meta.main) await main(SERVE_TASK);
