import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import axe, { type AxeResults } from "axe-core";
import { type Browser, chromium, type Page as Tab } from "playwright-core";
import { type Dashboard, openDashboard } from "../lib/dashboard/dashboard.ts";
import { PAGES } from "../lib/dashboard/pages/mod.ts";
import { WarehouseDoor } from "../lib/dashboard/warehouse_door.ts";
import { defaultRules } from "../lib/alert/default_rules.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { defaultObjectives } from "../lib/slo/objective.ts";
import { openWarehouse } from "../lib/warehouse/open.ts";
import { readConfig } from "../lib/run/config.ts";
import { PIPELINE_TASK } from "./pipeline.ts";
import { TRIAL_NOW, TrialFolder } from "./trial_folder.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(isThere) ?? null;
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const NARROW = { width: 390, height: 844 };
const WIDE = { width: 1_440, height: 900 };

function isThere(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** Waits until a page says how it is connected. */
async function isState(tab: Tab, words: string): Promise<void> {
  await tab.locator("#live", { hasText: new RegExp(`^${words}$`) }).waitFor({ timeout: 20_000 });
}

/** Points at a place of a chart's plot, as shares of its width and height; returns where that is. */
async function pointAt(tab: Tab, figure: string, across: number, down: number): Promise<{ x: number; y: number }> {
  await tab.locator(figure).scrollIntoViewIfNeeded();
  const box = (await tab.locator(`${figure} g.role-frame path.background`).first().boundingBox())!;
  const place = { x: box.x + across * box.width, y: box.y + down * box.height };
  await tab.mouse.move(place.x - 2, place.y);
  await tab.mouse.move(place.x, place.y);
  await tab.locator(".tip").waitFor();
  return place;
}

/** The cells of the CSV row that a moment begins, as the page shows numbers. */
async function rowOf(tab: Tab, figure: string, moment: string): Promise<string[]> {
  const csv = await tab.evaluate<string>(
    `fetch(document.querySelector("${figure} .links a[download]").href).then((answer) => answer.text())`,
  );
  const [head, ...rows] = csv.trim().split("\r\n").map((line) => line.split(","));
  const row = rows.find(([at]) => at!.slice(0, 16) === moment.replace(" ", "T"))!;
  return [moment, Number(row[head!.indexOf("request_count")]).toLocaleString("en")];
}

/** A dashboard on a synthetic day, and a browser that reaches nothing else. */
class TrialSite implements AsyncDisposable {
  readonly #folder = new TrialFolder();
  readonly #faults: string[] = [];
  #server: Deno.HttpServer<Deno.NetAddr> | null = null;
  #dashboard: Dashboard | null = null;
  #browser: Browser | null = null;
  #door: WarehouseDoor | null = null;
  #port = 0;

  async open(): Promise<void> {
    const { code, err } = await this.#folder.run(PIPELINE_TASK, ["--requests=20000", "--servers=6", "--seed=3"]);
    assertEquals(code, 0, err);
    await this.serve();
    this.#browser = await chromium.launch({ executablePath: CHROMIUM!, args: ARGUMENTS });
  }

  /** Serves, after a stop at the same address again. */
  async serve(): Promise<void> {
    const config = readConfig(["--data", this.#folder.data], ["data"], { env: () => undefined, envFile: "" });
    this.#door = new WarehouseDoor(() => openWarehouse(config, NO_LOG), () => TRIAL_NOW);
    const objectives = defaultObjectives(500);
    this.#dashboard = await openDashboard({
      pages: PAGES,
      door: this.#door,
      access: { token: null, hosts: null, isSecure: false },
      written: () =>
        Promise.resolve({ objectives, rules: { rules: defaultRules(objectives.objectives), origin: "default" } }),
      live: null,
      clock: () => TRIAL_NOW,
      log: NO_LOG,
      boot: "trial",
    });
    await this.#dashboard.ticker.beat();
    this.#server = Deno.serve({ hostname: "127.0.0.1", port: this.#port, onListen: () => {} }, this.#dashboard.app);
    this.#port = this.#server.addr.port;
  }

  async stop(): Promise<void> {
    this.#dashboard?.events.close();
    await this.#server?.shutdown();
    await this.#door?.closed();
  }

  /** Opens a page in a tab of its own, in which all other hosts are blocked. */
  async tab(path: string, viewport = WIDE): Promise<Tab> {
    const tab = await this.#browser!.newPage({ viewport });
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

const reason = CHROMIUM === null ? " (skipped: chromium is not installed)" : "";

Deno.test({
  name: `serve: people see and use the pages in a real browser${reason}`,
  ignore: CHROMIUM === null,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    await using site = new TrialSite();
    await site.open();

    for (const { path, title } of PAGES) {
      await t.step(`${title} shows real data, at both widths, without a complaint`, async () => {
        for (const viewport of [WIDE, NARROW]) {
          const tab = await site.tab(path, viewport);
          assertEquals(await tab.textContent("h1"), title);
          const overflow = await tab.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
          assert(overflow <= 0, `${overflow} pixels beyond the edge at ${viewport.width}`);
          await tab.close();
        }
        assertEquals(site.takeFaults(), []);
      });

      await t.step(`${title} is fit for keyboards and screen readers`, async () => {
        const tab = await site.tab(path);
        await tab.evaluate(axe.source);
        const { violations } = await tab.evaluate<AxeResults>("axe.run()");
        assertEquals(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`), []);
        await tab.close();
      });
    }

    await t.step("dragging over a chart zooms into its time, and the link has it", async () => {
      const tab = await site.tab("/");
      const box = (await tab.locator("#traffic .drawing").boundingBox())!;
      await tab.mouse.move(box.x + 0.4 * box.width, box.y + box.height / 2);
      await tab.mouse.down();
      await tab.mouse.move(box.x + 0.6 * box.width, box.y + box.height / 2, { steps: 4 });
      await Promise.all([tab.waitForURL(/from=.+to=/), tab.mouse.up()]);
      assert((await tab.locator("#traffic svg").count()) > 0);
      await tab.close();
    });

    await t.step(
      "pointing at a chart tells the values of the place, and a click leads to the requests behind it",
      async () => {
        const tab = await site.tab("/");
        await pointAt(tab, "#traffic", 0.5, 0.5);
        const [title, requests] = await tab.locator(".tip p, .tip dd").allTextContents();
        assertMatch(title!, /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
        const cells = await rowOf(tab, "#traffic", title!.slice(0, 16));
        assertEquals([await tab.locator(".tip dt").first().textContent(), requests], ["Requests", cells[1]]);
        const box = await pointAt(tab, "#traffic", 0.5, 0.5);
        await Promise.all([tab.waitForURL(/\/requests\?.*from=/), tab.mouse.click(box.x, box.y)]);
        assertStringIncludes(await tab.textContent("tbody tr th") ?? "", title!.slice(0, 16));
        await tab.close();
      },
    );

    await t.step("keys point at the cells of a heatmap, and Enter leads to the requests of that server", async () => {
      const tab = await site.tab("/infrastructure");
      await tab.locator("#heatmap-p95-duration-ms .drawing").focus();
      await tab.keyboard.press("ArrowLeft");
      const first = await tab.textContent(".tip p");
      await tab.keyboard.press("ArrowUp");
      await tab.keyboard.press("ArrowLeft");
      const [title, p95] = await tab.locator(".tip p, .tip dd").allTextContents();
      assert(title !== first, "another cell");
      assertMatch(p95!, / m?s$/);
      await Promise.all([tab.waitForURL(/\/requests\?.*scope=server/), tab.keyboard.press("Enter")]);
      assertEquals(
        new Set(await tab.locator("tbody td:nth-child(6)").allTextContents()),
        new Set([title!.split(",")[0]]),
      );
      await tab.close();
    });

    await t.step("a scope is chosen with the form, and the numbers are those of the view", async () => {
      const tab = await site.tab("/");
      await tab.selectOption("select[name=scope]", "server:web-01");
      await Promise.all([tab.waitForURL(/scope=server%3Aweb-01/), tab.click(".filters button")]);
      const csv = await tab.evaluate<string>(
        `fetch(document.querySelector("#traffic .links a[download]").href).then((answer) => answer.text())`,
      );
      assertStringIncludes(csv, "server,web-01");
      await tab.close();
    });

    await t.step("a threshold is tried over history before it is saved", async () => {
      const tab = await site.tab("/anomalies");
      const rule = tab.locator("form.rule").first();
      await rule.locator("button[name=replay]").click();
      await tab.locator("form.rule output:not(:empty)").first().waitFor();
      assert(!(await rule.locator("output").getAttribute("class") ?? "").includes("failure"));
      await tab.close();
    });

    await t.step("a retry budget is simulated", async () => {
      const tab = await site.tab("/retries");
      await tab.click("#budget button");
      await tab.locator("#simulated:not(:empty)").waitFor();
      assertStringIncludes(await tab.textContent("#simulated") ?? "", "finagle");
      await tab.close();
    });

    await t.step("dark and light are chosen, and kept", async () => {
      const tab = await site.tab("/");
      await tab.click("#theme");
      const chosen = await tab.evaluate("document.documentElement.dataset.theme");
      await tab.reload();
      assertEquals(await tab.evaluate("document.documentElement.dataset.theme"), chosen);
      await tab.close();
    });

    await t.step("a page connects again after the server was restarted", async () => {
      const tab = await site.tab("/");
      await site.stop();
      await isState(tab, "connecting again");
      await site.serve();
      await isState(tab, "live");
      await tab.close();
      site.takeFaults();
    });
  },
});
