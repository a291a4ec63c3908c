import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { describeViews } from "../view_catalog.ts";
import type { Page, PageContext, PageQuery, ViewRow } from "../page.ts";
import { readPageQuery } from "../page_query.ts";
import { ANOMALY_PAGE } from "./anomalies.ts";
import { PAGES, REPORT_PAGES } from "./mod.ts";
import { REQUESTS_PAGE } from "./requests.ts";
import { renderReport } from "../report_document.ts";

const NOW = Date.UTC(2026, 4, 5);
const HOSTILE = `"><script>alert(1)</script>\u202e`;
const CATALOG = await describeViews();

const queryOf = (text = "last=24h") => readPageQuery(new URLSearchParams(text), NOW);

/** A row of a view in which every text is hostile, every number is `place` and every moment within the day. */
function rowOf(view: string, place: number): ViewRow {
  const { columns } = CATALOG.get(view)!;
  return Object.fromEntries(columns.map(({ name, type }) => {
    if (type === "TIMESTAMP") return [name, NOW - 3_600_000 * (10 - place)];
    if (type === "VARCHAR" || type === "JSON") return [name, HOSTILE];
    if (type === "BOOLEAN") return [name, false];
    if (type.startsWith("MAP")) return [name, { buckets: [5], counts: [place] } as unknown as ViewRow[string]];
    return type === "BIGINT" || type === "DOUBLE" ? [name, place] : [name, null];
  }));
}

/** What pages look for in the texts that they choose rows by. */
const CHOSEN: Readonly<Record<string, readonly string[]>> = {
  scope_kind: ["all", "server", "region", "route", "cause", "client_kind"],
  severity: ["critical"],
  metric: ["requests_per_second", "server_error_ratio"],
};

function rowsOf(view: string): ViewRow[] {
  return [1, 2, 3].flatMap((place) =>
    CHOSEN.scope_kind!.map((kind) => {
      const row = rowOf(view, place);
      return {
        ...row,
        ...("scope_kind" in row ? { scope_kind: kind } : {}),
        ...("severity" in row ? { severity: "critical" } : {}),
      };
    })
  );
}

function contextOf(page: Page, query: PageQuery, rows: (view: string) => readonly ViewRow[]): PageContext {
  const reads = page.reads(query);
  return {
    ...query,
    rows: (name) => rows(reads[name]!.view),
    now: NOW,
    mayChange: true,
    asset: (name) => `/assets/${name}`,
  };
}

for (const page of PAGES) {
  Deno.test(`${page.title}: reads views that there are, and columns of them`, () => {
    for (const { view, only = {} } of Object.values(page.reads(queryOf("scope=server:web-1")))) {
      const known = CATALOG.get(view) ?? { columns: [{ name: "requested_at" }, { name: "server_id" }] };
      assert(view === "requests" || CATALOG.has(view), view);
      for (const column of Object.keys(only)) {
        assert(known.columns.some(({ name }) => name === column), `${view}.${column}`);
      }
    }
  });

  Deno.test(`${page.title}: reads whole windows, so that a quarter of an hour is never empty`, () => {
    const quarter = readPageQuery(new URLSearchParams("last=15m"), NOW - 600_000);
    const lengths = [["hour_at", 3_600_000], ["day_at", 86_400_000]] as const;
    for (const { view, from, only = {} } of Object.values(page.reads(quarter))) {
      if (from === null || view === "requests") continue;
      const { columns } = CATALOG.get(view)!;
      const [, lengthMs] = lengths.find(([column]) => columns[0]!.name === column) ??
        [null, only.window?.includes("hour") ? 3_600_000 : 60_000];
      assertEquals(from % lengthMs, 0, view);
    }
  });

  Deno.test(`${page.title}: without any row says what to do`, async () => {
    const html = await page.render(contextOf(page, queryOf(), () => []));
    assertStringIncludes(html, `<h1>${page.title}</h1>`);
    assertStringIncludes(html, `class="empty"`);
  });

  Deno.test(`${page.title}: what a log says stays text`, async () => {
    const html = await page.render(contextOf(page, queryOf(), (view) => view === "requests" ? [] : rowsOf(view)));
    assert(!html.includes("<script>"), "a script on the page");
    assert(!html.includes("\u202e"), "a mark of direction on the page");
  });

  Deno.test(`${page.title}: every element has a name of its own`, async () => {
    const html = await page.render(contextOf(page, queryOf(), (view) => view === "requests" ? [] : rowsOf(view)));
    const ids = [...html.matchAll(/<(?:figure|h2|form|pre)[^>]* id="([^"]+)"/g)].map(([, id]) => id!);
    assertEquals(ids, [...new Set(ids)]);
  });
}

/** What is there of logs that are read live. */
const LIVE_VIEWS = ["kpis", "traffic_minutes", "server_metrics"];

/** What can only be said of time that somebody has looked at. */
const FOUND_NOTHING =
  /No incident|No alert fire|was unhealthy|Nothing (was retried|departed|to recommend|grows|can be lost)|No (retry storm|server flaps)|hardly any load|All 0|named in these logs/;

for (const page of REPORT_PAGES) {
  Deno.test(`${page.title}: of time that no analysis has looked at says so, and not that nothing was found`, async () => {
    const live = (view: string) => LIVE_VIEWS.includes(view) ? rowsOf(view) : [];
    const html = await page.render(contextOf(page, queryOf(), live));
    assertEquals(FOUND_NOTHING.exec(html)?.[0], undefined);
  });
}

Deno.test("Anomaly Detection: of an analysed day says that nothing was found, of a few minutes that they are too few", async () => {
  const spans = [{ from_at: NOW - 86_400_000, to_at: NOW }];
  const render = (count: number) => {
    const minutes = Array.from({ length: count }, (_, place) => ({ window_start_at: NOW - (count - place) * 60_000 }));
    const rows = (view: string) => view === "analysed_spans" ? spans : view === "kpis" ? minutes : [];
    return ANOMALY_PAGE.render(contextOf(ANOMALY_PAGE, queryOf(), rows));
  };
  assertStringIncludes(await render(60), "<h2>No incident</h2>");
  assertStringIncludes(await render(11), "<h2>Incidents: too few minutes to tell</h2>");
});

Deno.test("Requests: a script in path and user agent, marks of direction and 10 kB of text stay text", async () => {
  const path = `/</td></table><img src=x onerror=evil()>${HOSTILE}${"x".repeat(10_000)}`;
  const row = { requested_at: NOW, method: HOSTILE, path, status_code: 200, user_agent: HOSTILE, client_ip: HOSTILE };
  const html = await REQUESTS_PAGE.render(contextOf(REQUESTS_PAGE, queryOf(), () => [row]));
  assert(!html.includes("<script") && !html.includes("<img") && !html.includes("\u202e"));
  assertStringIncludes(
    html,
    "&lt;img src=x onerror=evil()&gt;&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u202exxx",
  );
  assertEquals(html.split("</table>").length, 3);
});

Deno.test("a report has all pages, no script, and nothing that needs a server", async () => {
  const html = await renderReport({
    pages: REPORT_PAGES,
    query: queryOf(),
    read: () => Promise.resolve([]),
    now: NOW,
    style: "main{}",
  });
  for (const { title } of REPORT_PAGES) assertStringIncludes(html, `<h1>${title}</h1>`);
  assert(!html.includes("<script") && !html.includes("src=") && !html.includes("@import"));
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
  assertEquals(ids, [...new Set(ids)]);
});
