/** Serves the dashboard until it is told to stop. @module */
import { join } from "@std/path";
import { alertTurn } from "../lib/alerting/alert_turn.ts";
import { readReceivers, readSigningKey } from "../lib/alerting/read_receivers.ts";
import { readAlertRules } from "../lib/alerting/read_rules.ts";
import { readObjectives } from "../lib/analysis/read_objectives.ts";
import { LOOPBACK_HOSTS } from "../lib/dashboard/access.ts";
import { type Dashboard, openDashboard } from "../lib/dashboard/dashboard.ts";
import { PAGES } from "../lib/dashboard/pages/mod.ts";
import { repeat } from "../lib/dashboard/repeat.ts";
import type { Ticker } from "../lib/dashboard/ticker.ts";
import { WarehouseDoor } from "../lib/dashboard/warehouse_door.ts";
import { readingOf } from "../lib/ingest/reading.ts";
import { parseEndpoints } from "../lib/collect/endpoint.ts";
import { DemoPlayer } from "../lib/live/demo_player.ts";
import { LiveMetrics } from "../lib/live/live_metrics.ts";
import { type Live, openLive } from "../lib/live/open_live.ts";
import { type Address, isLoopback, requireSafe, serveApp } from "../lib/dashboard/serve_app.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { emptyFolder } from "../lib/run/empty_folder.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { syntheticPlan } from "../lib/synthetic/mod.ts";
import { DAY_MS, dayOf } from "../lib/table/day.ts";
import { openWarehouse, warehouseLocation } from "../lib/warehouse/open.ts";
import { type Through, warehouseThrough } from "../lib/warehouse/warehouse_calls.ts";
import { ANALYZE_SETTINGS } from "./analyze_traffic.ts";
import { ALERT_SETTINGS, alertIn } from "./evaluate_alerts.ts";

/** From turn to turn. */
const TURN_MS = 200;

/** From tick to tick: often enough that a line is on the page within a second. */
const TICK_MS = 400;

/** From look to look whether there is another minute to alert on. */
const ALERT_MS = 1_000;

/** Days that a demo goes on. */
const DEMO_DAYS = 7;

/** Serves until SIGINT or SIGTERM. */
export const SERVE_DASHBOARD: Step = {
  name: "serve",
  describe: "Serves the dashboard over HTTP, for this machine unless told otherwise.",
  async run(given, run) {
    const address = await addressOf(given);
    requireSafe(address);
    const player = given.demo ? await playerOf(given, run.clock()) : null;
    const config = player === null ? given : demoConfig(given, player.paths);
    const door = new WarehouseDoor(() => openWarehouse(config, run.log), run.clock);
    await using live = await liveOf(config, run, { door, player });
    const metrics = metricsOf(config, run, door);
    const { app, ticker, events, warmUp } = await dashboardOf(config, run, { address, door, live, metrics });
    await ticker.beat();
    await warmUp(1);
    const turning = repeat(TURN_MS, run.clock, turnOf({ player, live, ticker, clock: run.clock }));
    const polling = metrics === null
      ? null
      : repeat(1_000 * config.interval, run.clock, async () => void await metrics.turn());
    const alerting = live === null || config["analyze-every"] === 0
      ? null
      : repeat(ALERT_MS, run.clock, await alertsOf(config, run, live, door));
    const serving = serveApp(app, address, run.log, run.clock);
    run.output.print(`serving ${serving.url}`);
    const warmingUp = warmUp();
    await stopSignal();
    events.close();
    await Promise.all([serving.stop(), turning.stop(), polling?.stop(), alerting?.stop(), warmingUp]);
    await live?.run.stop();
    await door.closed();
    return NOTHING_MADE;
  },
};

interface Turning {
  readonly player: DemoPlayer | null;
  readonly live: Live | null;
  readonly ticker: Ticker;
  readonly clock: () => number;
}

/** A turn reads what has come and tells viewers as soon as it is counted; without anything to read it tells them alone. */
function turnOf({ player, live, ticker, clock }: Turning): () => Promise<void> {
  let toldAt = clock();
  const tell = async () => {
    if (clock() - toldAt < TICK_MS) return;
    toldAt = clock();
    await ticker.beat();
  };
  return async () => {
    await player?.play(clock());
    await (live === null ? tell() : live.run.turn(tell));
  };
}

const NOTHING_MADE: StepResult = { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {} };

/** The demo has tables of its own and begins anew each time. */
async function playerOf(config: Config, now: number): Promise<DemoPlayer> {
  await makeFolder(config.data);
  const folder = await emptyFolder(demoFolder(config));
  const { requests, servers, regions, seed, speed } = config;
  const lagMs = speed > 1 ? DEMO_DAYS * DAY_MS : 0;
  const plan = syntheticPlan({ requests, servers, regions, days: DEMO_DAYS, seed, startAt: dayOf(now) - lagMs });
  return new DemoPlayer({ plan, folder, speed, startAt: now, lagMs });
}

function demoFolder({ data }: Config): string {
  return join(data, "demo");
}

function demoConfig(config: Config, follow: readonly string[]): Config {
  const data = demoFolder(config);
  return { ...config, data, follow, warehouse: `duckdb:${join(data, "warehouse.duckdb")}` };
}

/** Live reading, where something is to be read live. */
async function liveOf(
  config: Config,
  run: Run,
  { door, player }: { readonly door: WarehouseDoor; readonly player: DemoPlayer | null },
): Promise<Live | null> {
  const { follow, syslog } = config;
  if (follow.length + syslog.length === 0) return null;
  return await openLive({
    follow,
    syslog,
    folder: join(config.data, "live"),
    reading: readingOf(config),
    config,
    through: (work) => door.through(work),
    clock: run.clock,
    moment: () => player?.momentAt(run.clock()) ?? run.clock(),
    log: run.log,
  });
}

/** Alerts on what is read live; a setting of theirs that cannot be read is told at the start. */
async function alertsOf(config: Config, run: Run, live: Live, door: WarehouseDoor): Promise<() => Promise<void>> {
  await readAlertRules(config, (await readObjectives(config)).objectives);
  readReceivers(config);
  readSigningKey(config);
  const warehouse = warehouseThrough((work) => door.through(work));
  return alertTurn(() => live.known, (known) => alertIn(warehouse, config, run, known), run.log.warn);
}

/** Polling of server metrics, where endpoints are named. */
function metricsOf(config: Config, run: Run, door: WarehouseDoor): LiveMetrics | null {
  const endpoints = parseEndpoints([...config["metrics-url"], ...config.metrics]);
  if (endpoints.length === 0) return null;
  const through: Through = (work) => door.through(work);
  return new LiveMetrics({ endpoints, data: config.data, through, clock: run.clock, log: run.log });
}

interface Served {
  readonly address: Address;
  readonly door: WarehouseDoor;
  readonly live: Live | null;
  readonly metrics: LiveMetrics | null;
}

function dashboardOf(config: Config, run: Run, { address, door, live, metrics }: Served): Promise<Dashboard> {
  const { host, token, tls } = address;
  return openDashboard({
    pages: PAGES,
    door,
    access: { token, hosts: isLoopback(host) ? LOOPBACK_HOSTS : null, isSecure: tls !== null },
    written: async () => {
      const objectives = await readObjectives(config);
      return { objectives, rules: await readAlertRules(config, objectives.objectives) };
    },
    live: { figures: (now) => ({ ...live?.flow.counters.figures(now), ...metrics?.figures() }) },
    sampledAt: () => metrics?.storedAt ?? null,
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
  takes: [
    ...new Set([
      ...ANALYZE_SETTINGS,
      ...ALERT_SETTINGS,
      ...["follow", "syslog", "format", "layout", "time-zone", "analyze-every"] as const,
      ...["client-addresses", "client-address-key"] as const,
      ...["metrics", "metrics-url", "interval"] as const,
      ...["demo", "speed", "requests", "servers", "regions", "seed"] as const,
      ...["port", "host", "token", "tls-cert", "tls-key"] as const,
    ]),
  ],
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: () => "stopped",
};

if (import.meta.main) await main(SERVE_TASK);
