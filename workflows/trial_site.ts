/** A dashboard on a synthetic day and a real browser to look at it, for tests. @module */
import { type Browser, type BrowserContextOptions, chromium, type Page as Tab } from "playwright-core";
import { type AlertRow, ALERTS } from "../lib/alert/alert.ts";
import { change, RowStore } from "../lib/alerting/row_store.ts";
import { defaultRules } from "../lib/alert/default_rules.ts";
import { type Dashboard, openDashboard } from "../lib/dashboard/dashboard.ts";
import { PAGES } from "../lib/dashboard/pages/mod.ts";
import { repeat, type Repeating } from "../lib/dashboard/repeat.ts";
import { WarehouseDoor } from "../lib/dashboard/warehouse_door.ts";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { clockFrom } from "../lib/run/trial.ts";
import { defaultObjectives } from "../lib/slo/objective.ts";
import { openWarehouse } from "../lib/warehouse/open.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "./trial_folder.ts";

/** The browser; null where none is installed. */
export const CHROMIUM: string | null = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(isThere) ?? null;
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
/** Starts the browser. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM!, args: ARGUMENTS });
}

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** From tick to tick. */
const TICK_MS = 400;

/** A desk's screen, pixels. */
export const WIDE = { width: 1_440, height: 900 };

/** A phone's. */
export const NARROW = { width: 390, height: 844 };

/** What the browser pretends to be: its size, zone, colours. */
export type TabOptions = Pick<BrowserContextOptions, "viewport" | "timezoneId" | "colorScheme">;

/** A day as small as tests want it. */
const SMALL_DAY = ["--requests=20000", "--servers=6", "--seed=3"];

/** Waits until a page says how it is connected. */
export async function isState(tab: Tab, words: string): Promise<void> {
  await tab.locator("#live", { hasText: new RegExp(`^${words}$`) }).waitFor({ timeout: 20_000 });
}

/** A dashboard on a synthetic day, and a browser that reaches nothing else. */
export class TrialSite implements AsyncDisposable {
  readonly #folder = new TrialFolder();
  readonly #faults: string[] = [];
  #server: Deno.HttpServer<Deno.NetAddr> | null = null;
  #dashboard: Dashboard | null = null;
  #browser: Browser | null = null;
  #door: WarehouseDoor | null = null;
  #ticking: Repeating | null = null;
  #port = 0;

  /** @param telemetry what the pipeline is told to make */
  async open(telemetry: readonly string[] = SMALL_DAY): Promise<void> {
    const { code, err } = await this.#folder.run(PIPELINE_TASK, telemetry, { clock: clockFrom(TRIAL_NOW) });
    if (code !== 0) throw new Error(`Cannot fill the trial's warehouse: ${err}`);
    await this.serve();
    this.#browser = await launchBrowser();
  }

  /** Serves, after a stop at the same address again. */
  async serve(): Promise<void> {
    const config = readConfig(["--data", this.#folder.data], ["data"], { env: () => undefined, envFile: "" });
    const clock = clockFrom(TRIAL_NOW);
    this.#door = new WarehouseDoor(() => openWarehouse(config, NO_LOG), clock);
    const objectives = defaultObjectives(500);
    this.#dashboard = await openDashboard({
      pages: PAGES,
      door: this.#door,
      access: { token: null, hosts: null, isSecure: false },
      written: () =>
        Promise.resolve({ objectives, rules: { rules: defaultRules(objectives.objectives), origin: "default" } }),
      live: null,
      clock,
      log: NO_LOG,
      boot: "trial",
    });
    await this.#dashboard.ticker.beat();
    this.#ticking = repeat(TICK_MS, clock, () => this.#dashboard!.ticker.beat());
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: this.#port, onListen: () => {} }, this.#dashboard.app);
    this.#port = this.#server.addr.port;
  }

  async stop(): Promise<void> {
    await this.#ticking?.stop();
    this.#dashboard?.events.close();
    await this.#server?.shutdown();
    await this.#door?.closed();
  }

  /** Puts an alert that fires into the warehouse. */
  async fire(alert: AlertRow): Promise<void> {
    await this.#door!.through(async (warehouse) => {
      await using store = await RowStore.open(warehouse);
      await store.merge([change(ALERTS, [alert])]);
    });
    this.#dashboard!.ticker.touch();
  }

  /** Opens a page in a tab of its own, in which all other hosts are blocked. */
  async tab(path: string, options: TabOptions = {}): Promise<Tab> {
    const tab = await this.#browser!.newPage({ viewport: WIDE, ...options });
    tab.on("console", (message) => {
      if (message.type() === "error") this.#faults.push(`${path}: ${message.text()}`);
    });
    tab.on("pageerror", (error) => this.#faults.push(`${path}: ${error.message}`));
    await tab.route((url) => url.hostname !== "127.0.0.1", (route) => {
      this.#faults.push(`${path}: asked for ${route.request().url()}`);
      return route.abort();
    });
    await tab.goto(`http://127.0.0.1:${this.#port}${path}`, { waitUntil: "load" });
    await isState(tab, "live");
    return tab;
  }

  /** What the console, the policy of contents or the network complained of since the last time. */
  takeFaults(): string[] {
    return this.#faults.splice(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser?.close();
    await this.stop();
    this.#folder[Symbol.dispose]();
  }
}
