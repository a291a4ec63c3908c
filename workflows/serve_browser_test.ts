import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import axe, { type AxeResults } from "axe-core";
import type { Page as Tab } from "playwright-core";
import { PAGES } from "../lib/dashboard/pages/mod.ts";
import { TRIAL_NOW } from "./trial_folder.ts";
import { CHROMIUM, isState, NARROW, TrialSite, WIDE } from "./trial_site.ts";

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

/** The texts of a column of a table in a panel. */
async function cellsOf(tab: Tab, panel: string, column: string): Promise<string[]> {
  const table = tab.locator(`[aria-labelledby=${panel}] table`);
  const place = (await table.locator("thead th").allTextContents()).indexOf(column);
  return await table.locator(`tbody tr > :nth-child(${place + 1})`).allTextContents();
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

/** Text as an attacker sends it: 10 kB with a script, a mark of direction and an end of a paragraph. */
const HOSTILE = `</p><script>evil()</script>\u202e${"x".repeat(10_000)}`;

/** Bytes that a page may weigh in all, as they are sent. */
const MOST_BYTES = 1_500_000;

/** Sums what the page and its files weigh. */
const WEIGHT = `performance.getEntries().reduce((sum, { encodedBodySize = 0 }) => sum + encodedBodySize, 0)`;

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
          const tab = await site.tab(path, { viewport });
          assertEquals(await tab.textContent("h1"), title);
          const overflow = await tab.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
          const weight = await tab.evaluate<number>(WEIGHT);
          assert(weight > 0 && weight < MOST_BYTES, `${weight} bytes are sent`);
          assert(overflow <= 0, `${overflow} pixels beyond the edge at ${viewport.width}`);
          await tab.close();
        }
        assertEquals(site.takeFaults(), []);
      });

      await t.step(`${title} is fit for keyboards and screen readers, in light and dark`, async () => {
        for (const colorScheme of ["light", "dark"] as const) {
          const tab = await site.tab(path === "/requests" ? `${path}?last=15m` : path, { colorScheme });
          await tab.evaluate(axe.source);
          const { violations } = await tab.evaluate<AxeResults>("axe.run()");
          assertEquals(violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html.slice(0, 160)}`), []);
          await tab.close();
        }
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
      await tab.locator("#heatmap-measure .drawing").focus();
      await tab.keyboard.press("ArrowLeft");
      const first = await tab.textContent(".tip p");
      await tab.keyboard.press("ArrowUp");
      await tab.keyboard.press("ArrowLeft");
      const [title, p95] = await tab.locator(".tip p, .tip dd").allTextContents();
      assert(title !== first, "another cell");
      assertMatch(p95!, / m?s$/);
      await Promise.all([tab.waitForURL(/\/requests\?.*scope=server/), tab.keyboard.press("Enter")]);
      assertEquals(
        new Set(await cellsOf(tab, "requests", "Server")),
        new Set([title!.split(",")[0]]),
      );
      await tab.close();
    });

    await t.step("a point of the load curve tells its minute, and leads to it", async () => {
      const tab = await site.tab("/infrastructure");
      await tab.locator("#load-curve").scrollIntoViewIfNeeded();
      const point = (await tab.locator("#load-curve .mark-symbol path").last().boundingBox())!;
      await tab.mouse.move(point.x + point.width / 2, point.y + point.height / 2);
      const told = (await tab.locator(".tip p").textContent())!.slice(0, 16);
      await Promise.all([tab.waitForURL(/\/requests\?/), tab.mouse.down(), tab.mouse.up()]);
      assertEquals((await cellsOf(tab, "windows", "From (UTC)")).map((cell) => cell.slice(0, 16)), [told]);
      await tab.close();
    });

    await t.step("a scope is chosen with the form, and the numbers are those of the view", async () => {
      const tab = await site.tab("/");
      await tab.selectOption("select[name=scope]", "server:web-01");
      await Promise.all([tab.waitForURL(/scope=server%3Aweb-01/), tab.click(".filters button")]);
      const csv = await tab.evaluate<string>(
        `fetch(document.querySelector("#traffic .links a[download]").href).then((answer) => answer.text())`,
      );
      const of = await tab.evaluate<{ rows: { request_count: number }[] }>(
        `fetch("/api/views/kpis?window=minute&scope_kind=server&scope=web-01").then((answer) => answer.json())`,
      );
      const counts = csv.trim().split("\r\n").slice(1).map((line) => Number(line.split(",")[1]));
      assertEquals(counts, of.rows.map(({ request_count }) => request_count));
      await tab.close();
    });

    await t.step("local time is the browser's zone, in the link, on axes, in fields and titles", async () => {
      const tab = await site.tab("/?last=6h&tz=local", { timezoneId: "America/New_York" });
      await tab.waitForURL(/tz=America%2FNew_York/);
      await isState(tab, "live");
      assertMatch(await tab.textContent(".span") ?? "", / 13:00 to 2026-01-05 19:00 America\/New_York$/);
      assert((await tab.locator("#traffic svg text").allTextContents()).includes("15:00"));
      await tab.fill("input[name=from]", "2026-01-05T15:00", { force: true });
      await Promise.all([tab.waitForURL(/from=2026-01-05T15/), tab.click(".filters button")]);
      assertStringIncludes(await tab.textContent(".span") ?? "", "2026-01-05 15:00 to");
      const csv = await tab.getAttribute("#traffic .links a[download]", "href");
      assertStringIncludes(csv!, "from=2026-01-05T20%3A00%3A00.000Z");
      await tab.close();
    });

    await t.step("an alert is acknowledged, and what a log put into its words stays text", async () => {
      await site.fire({
        alert_id: "0123456789abcdef",
        rule: "server errors",
        kind: "threshold",
        severity: "critical",
        scope_kind: "server",
        scope: "web-01",
        metric: "server_error_ratio",
        started_at: TRIAL_NOW - 60_000,
        fired_at: TRIAL_NOW,
        resolved_at: null,
        acknowledged_at: null,
        peak_value: 0.5,
        fire_level: 0.1,
        summary: HOSTILE,
      });
      const tab = await site.tab("/anomalies");
      const alert = tab.locator("#firing + ul li", { hasText: "</p><script>evil()</script>\\u202exxx" });
      await alert.waitFor();
      assertEquals(await tab.locator("main script:not([type='application/json'])").count(), 0);
      await alert.locator("button[data-post]").click();
      await tab.locator("#firing + ul li", { hasText: /evil.*; acknowledged 2026-01-06 12:/ }).waitFor();
      assertEquals(await alert.locator("button[data-post]").count(), 0);
      await tab.close();
      assertEquals(site.takeFaults(), []);
    });

    await t.step("numbers of a chart are downloaded as CSV", async () => {
      const tab = await site.tab("/");
      const [download] = await Promise.all([tab.waitForEvent("download"), tab.click("#traffic .links a[download]")]);
      assertEquals(download.suggestedFilename(), "traffic.csv");
      const [head, ...rows] = (await Deno.readTextFile(await download.path())).trim().split("\r\n");
      assertStringIncludes(head!, "window_start_at,request_count,server_errors_per_second");
      assert(rows.length > 600 && rows.every((row) => row.split(",").length === 5));
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
