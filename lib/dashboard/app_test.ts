import { assert, assertEquals, assertFalse, assertStringIncludes } from "@std/assert";
import { escapeHtml } from "./html.ts";
import type { Page } from "./page.ts";
import { ANOMALY_PAGE } from "./pages/anomalies.ts";
import { OVERVIEW } from "./pages/overview.ts";
import { kpiRow, TRIAL_NOON, TrialDashboard } from "./trial_dashboard.ts";

const URL_OF = (path: string) => `http://127.0.0.1:8080${path}`;
const HOSTILE = `<script>alert("x")</script>\u202e`;

const SCOPES: Page = {
  path: "/scopes",
  title: "Scopes",
  reads: ({ range }) => ({ minutes: { view: "kpis", ...range, only: { window: ["minute"] } } }),
  figures: () => [],
  render: ({ rows }) =>
    Promise.resolve(rows("minutes").map(({ scope }) => `<p>${escapeHtml(String(scope))}</p>`).join("")),
};

function postJson(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(URL_OF(path), {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "application/json", origin: "http://127.0.0.1:8080", ...headers },
  });
}

async function textOf(response: Response | Promise<Response>): Promise<string> {
  return await (await response).text();
}

Deno.test("a page is rendered from the warehouse's rows", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow({ p95_duration_ms: 1_234 })]);
  const { app } = await trial.dashboard([OVERVIEW]);
  const response = await app(new Request(URL_OF("/?last=2h")));
  assertEquals(response.status, 200);
  const html = await response.text();
  assertStringIncludes(html, "p95 is steady at about 1.23 s");
  assertStringIncludes(html, "2026-01-05 10:00 to 2026-01-05 12:00 UTC");
});

Deno.test("a time that cannot be shown is refused in words, to people as a page", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([OVERVIEW]);
  const address = URL_OF("/?from=2026-01-05T12:00Z&to=2026-01-05T11:00Z");
  const page = await app(new Request(address, { headers: { accept: "text/html,*/*" } }));
  assertEquals([page.status, page.headers.get("content-type")], [400, "text/html; charset=utf-8"]);
  assertStringIncludes(await page.text(), "from must be before to");
  const json = await app(new Request(address));
  assertStringIncludes((await json.json()).error, "from must be before to");
});

Deno.test("a dashboard is not ready while its warehouse cannot be read", async () => {
  using trial = new TrialDashboard();
  const path = trial.write("warehouse.duckdb", "no database at all".repeat(1_000));
  const { app, ticker } = await trial.dashboard([]);
  const refused = await app(new Request(URL_OF("/readyz")));
  assertEquals([refused.status, await refused.text()], [
    503,
    "the warehouse cannot be read; the server's log says why\n",
  ]);
  assertEquals((await app(new Request(URL_OF("/healthz")))).status, 200);
  Deno.removeSync(path);
  trial.now += 60_000;
  await ticker.beat();
  await ticker.settled();
  assertEquals((await app(new Request(URL_OF("/readyz")))).status, 200);
});

Deno.test("the numbers of a figure are had as CSV, as they are drawn", async () => {
  using trial = new TrialDashboard();
  await trial.fill([
    kpiRow({ request_count: 120, requests_per_second: 2, error_ratio: 0.75, server_error_ratio: 0.5 }),
  ]);
  const { app } = await trial.dashboard([OVERVIEW]);
  const html = await textOf(app(new Request(URL_OF("/?last=2h"))));
  const address = /<a href="(\?[^"]*)" download="traffic.csv"/.exec(html)![1]!.replaceAll("&amp;", "&");
  const response = await app(new Request(URL_OF(`/${address}`)));
  assertStringIncludes(response.headers.get("content-disposition")!, "traffic.csv");
  assertEquals((await response.text()).trim().split("\r\n"), [
    "window_start_at,request_count,server_errors_per_second,client_errors_per_second,answered_well_per_second",
    "2026-01-05T11:59:00.000Z,120,1,0.5,0.5",
  ]);
  assertEquals((await app(new Request(URL_OF("/?figure=constructor")))).status, 404);
});

Deno.test("what a log says stays text on a page, in JSON and in a spreadsheet", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow(), kpiRow({ scope_kind: "route", scope: HOSTILE }), kpiRow({ scope: "=1+1" })]);
  const { app } = await trial.dashboard([SCOPES]);
  const html = await textOf(app(new Request(URL_OF("/scopes"))));
  assertFalse(html.includes("<script>alert"));
  assertStringIncludes(html, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;\\u202e");
  const json = await app(new Request(URL_OF("/api/views/kpis?scope_kind=route")));
  assertEquals((await json.json()).rows[0].scope, HOSTILE);
  assertStringIncludes(await textOf(app(new Request(URL_OF("/api/views/kpis?format=csv")))), ",'=1+1,");
});

Deno.test("what is looked at is rendered before viewers are told that it has changed", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const toldWhileRendering: (number | null)[] = [];
  const page: Page = {
    ...SCOPES,
    render: async (context) => {
      await new Promise((resolve) => setTimeout(resolve, 0));
      toldWhileRendering.push(ticker.shown.newestAt);
      return SCOPES.render(context);
    },
  };
  const { app, ticker } = await trial.dashboard([page]);
  const viewer = (await app(new Request(URL_OF("/events")))).body!;
  await trial.fill([kpiRow({ window_start_at: TRIAL_NOON, scope: "after" }), kpiRow({ window_start_at: TRIAL_NOON })]);
  trial.now += 60_000;
  await ticker.beat();
  await ticker.settled();
  assertEquals([toldWhileRendering, ticker.shown.newestAt], [[TRIAL_NOON], TRIAL_NOON + 60_000]);
  assertStringIncludes(await textOf(app(new Request(URL_OF("/scopes")))), "after");
  assertEquals(toldWhileRendering.length, 1);
  await viewer.cancel();
  await trial.door.closed();
});

Deno.test("viewers of one tick share a reading and a rendering", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const { app } = await trial.dashboard([SCOPES]);
  const before = trial.openings;
  const answers = await Promise.all(Array.from({ length: 50 }, () => textOf(app(new Request(URL_OF("/scopes"))))));
  await trial.door.closed();
  assertEquals([new Set(answers).size, trial.openings - before], [1, 1]);
});

Deno.test("every answer has the headers that keep a browser in check", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES]);
  for (const path of ["/scopes", "/nowhere", "/api/views", "/assets/nothing.js", "/healthz", "/?last=x"]) {
    const response = await app(new Request(URL_OF(path)));
    const policy = response.headers.get("content-security-policy") ?? "";
    assertStringIncludes(policy, "script-src 'self';");
    assertStringIncludes(policy, "frame-ancestors 'none'");
    assertEquals(response.headers.get("x-content-type-options"), "nosniff");
    assertEquals(response.headers.get("referrer-policy"), "same-origin");
    await response.body?.cancel();
  }
});

Deno.test("where a token is set nothing about traffic is told without it", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const { app } = await trial.dashboard([SCOPES], { token: "s3cret" });
  for (const path of ["/scopes", "/api/views/kpis", "/events", "/metrics", "/api/live", "/api/openapi.json"]) {
    assertEquals((await app(new Request(URL_OF(path)))).status, 401, path);
    const wrong = { authorization: "Bearer s3cre" };
    assertEquals((await app(new Request(URL_OF(path), { headers: wrong }))).status, 401, path);
  }
  const headers = { authorization: "Bearer s3cret" };
  assertEquals((await app(new Request(URL_OF("/scopes"), { headers }))).status, 200);
  assertEquals((await app(new Request(URL_OF("/healthz")))).status, 200);
  assertEquals((await app(postJson("/api/rules", { rule: "server errors" }))).status, 401);
});

Deno.test("a browser gives the token once and then has a cookie that is not the token", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES], { token: "s3cret", isSecure: true });
  const login = (token: string) =>
    app(
      new Request(URL_OF("/login"), {
        method: "POST",
        body: new URLSearchParams({ token }),
        headers: { "sec-fetch-site": "same-origin" },
      }),
    );
  assertEquals((await login("wrong")).status, 401);
  const cookie = (await login("s3cret")).headers.get("set-cookie") ?? "";
  assertStringIncludes(cookie, "HttpOnly; SameSite=Strict; Secure");
  assertFalse(cookie.includes("s3cret"));
  const headers = { cookie: cookie.split(";")[0]! };
  assertEquals((await app(new Request(URL_OF("/scopes"), { headers }))).status, 200);
});

Deno.test("nothing is changed for a page of another site", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const { app } = await trial.dashboard([SCOPES]);
  const change = { rule: "server errors", fire_level: 0.5 };
  for (
    const headers of [
      { origin: "http://evil.example" },
      { origin: "http://127.0.0.1:8081" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ]
  ) {
    assertEquals((await app(postJson("/api/rules", change, headers))).status, 403, JSON.stringify(headers));
  }
  const silent = new Request(URL_OF("/api/rules"), { method: "POST", body: JSON.stringify(change) });
  assertEquals((await app(silent)).status, 403);
  const form = postJson("/api/rules", change, { "content-type": "text/plain" });
  assertEquals((await app(form)).status, 415);
  const rules = await app(new Request(URL_OF("/api/views/alert_rules")));
  assertEquals((await rules.json()).rows, []);
});

Deno.test("a foreign name that has come to mean this machine is of no use", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES], { hosts: ["127.0.0.1", "localhost"] });
  assertEquals((await app(new Request("http://evil.example:8080/scopes"))).status, 421);
  assertEquals((await app(new Request("http://localhost:8080/scopes"))).status, 200);
});

Deno.test("a threshold is replayed, then saved, and the rule is a person's from then on", async () => {
  using trial = new TrialDashboard();
  const minutes = Array.from({ length: 60 }, (_, i) =>
    kpiRow({
      window_start_at: TRIAL_NOON - (60 - i) * 60_000,
      request_count: 6_000,
      server_error_ratio: i >= 20 && i < 40 ? 0.5 : 0,
      error_ratio: i >= 20 && i < 40 ? 0.5 : 0,
    }));
  await trial.fill(minutes);
  const { app, ticker } = await trial.dashboard([SCOPES]);
  const { version } = ticker.shown;
  const replay = await (await app(postJson("/api/rules/replay", { rule: "server errors", fire_level: 0.3 }))).json();
  assertEquals(replay.replay.firings.length, 1);
  const none = await (await app(postJson("/api/rules/replay", { rule: "server errors", fire_level: 0.9 }))).json();
  assertEquals(none.replay.firings.length, 0);
  const rulesOf = async () => (await (await app(new Request(URL_OF("/api/views/alert_rules")))).json()).rows;
  assertEquals(await rulesOf(), []);
  assertEquals(ticker.shown.version, version, "a replay changes nothing");

  const saved = await app(postJson("/api/rules", { rule: "server errors", fire_level: 0.3, clear_level: 0.2 }));
  assertEquals(saved.status, 200);
  assertEquals((await saved.json()).rule.origin, "person");
  const kept = await (await app(new Request(URL_OF("/api/views/alert_rules?rule=server%20errors")))).json();
  assertEquals([kept.rows[0].fire_level, kept.rows[0].clear_level, kept.rows[0].origin], [0.3, 0.2, "person"]);
});

Deno.test("a level that no value can reach is refused, and a silence is listed with the way to end it", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const { app, ticker } = await trial.dashboard([ANOMALY_PAGE]);
  const replay = await app(postJson("/api/rules/replay", { rule: "server errors", fire_level: 20 }));
  assertEquals([replay.status, (await replay.json()).error], [
    400,
    'Cannot change the rule "server errors": it would fire at 20, a level from 0 to 1 (share, 0.05 is 5 %) is needed',
  ]);
  const silence = {
    matchers: ["scope=web-1"],
    to: new Date(TRIAL_NOON + 3_600_000).toISOString(),
    reason: "new disks",
  };
  assertEquals((await app(postJson("/api/silences", silence))).status, 200);
  await ticker.beat();
  const html = await textOf(app(new Request(URL_OF("/anomalies?last=2h"))));
  assertStringIncludes(html, "scope=web-1 from 2026-01-05 12:00 to 2026-01-05 13:00: new disks");
  assertStringIncludes(html, 'data-post="/api/silences/expire"');
});

Deno.test("a change that cannot be is refused with what is needed", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow()]);
  const { app } = await trial.dashboard([SCOPES]);
  const refused = async (path: string, body: unknown) => {
    const response = await app(postJson(path, body));
    assertEquals(response.status, 400, path);
    return (await response.json()).error as string;
  };
  assertStringIncludes(await refused("/api/rules", { rule: "nothing" }), "none of that name");
  assertStringIncludes(
    await refused("/api/rules", { rule: "server errors", fire_level: 0.1, clear_level: 0.2 }),
    "good side",
  );
  assertStringIncludes(await refused("/api/rules", { rule: "server errors", drop: 1 }), "no known field");
  assertStringIncludes(await refused("/api/alerts/acknowledge", { alert_id: "x" }), "no such alert");
  assertStringIncludes(
    await refused("/api/silences", { matchers: ["scope=b"], to: "2020-01-01", reason: "r" }),
    "after now",
  );
});

Deno.test("a silence is made and ended", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES]);
  const body = { matchers: ["scope=web-1"], to: "2026-01-06T00:00Z", reason: "deploy" };
  const made = await (await app(postJson("/api/silences", body))).json();
  const expired = await (await app(postJson("/api/silences/expire", { silence_id: made.silence_id }))).json();
  assertEquals([made.to_at, expired.to_at], [Date.UTC(2026, 0, 6), TRIAL_NOON]);
});

Deno.test("what cannot be asked is told, and no path leads out of the assets", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES]);
  const status = async (path: string) => {
    const response = await app(new Request(URL_OF(path)));
    await response.body?.cancel();
    return response.status;
  };
  const bad = ["/scopes?last=0m", "/scopes?from=2&to=1", "/scopes?scope=x:y", "/api/views/kpis?limit=0"];
  for (const path of [...bad, "/api/views/kpis?no_column=1", "/api/views/kpis?format=exe"]) {
    assertEquals(await status(path), 400, path);
  }
  for (const path of ["/assets/..%2f..%2fdeno.json", "/assets/%2e%2e/app.ts", "/api/views/duckdb_tables", "/x"]) {
    assertEquals(await status(path), 404, path);
  }
  const large = new Request(URL_OF("/api/rules"), {
    method: "POST",
    body: "x".repeat(100_000),
    headers: { "content-type": "application/json", origin: "http://127.0.0.1:8080" },
  });
  assertEquals((await app(large)).status, 413);
  assertEquals((await app(new Request(URL_OF("/scopes"), { method: "DELETE" }))).status, 405);
});

Deno.test("assets are cached for ever under the name of their content, and compressed", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES]);
  const html = await textOf(app(new Request(URL_OF("/scopes"))));
  const address = /src="(\/assets\/dashboard\.[0-9a-f]{12}\.js)"/.exec(html)?.[1] ?? "";
  const response = await app(new Request(URL_OF(address), { headers: { "accept-encoding": "gzip, br" } }));
  assertEquals(response.headers.get("content-encoding"), "br");
  assertEquals(response.headers.get("cache-control"), "public, max-age=31536000, immutable");
  const refused = { "accept-encoding": "br;q=0, gzip" };
  const zipped = await app(new Request(URL_OF(address), { headers: refused }));
  const plain = new Response(zipped.body!.pipeThrough(new DecompressionStream("gzip")));
  assertStringIncludes(await plain.text(), "new EventSource");
  await response.body?.cancel();
});

Deno.test("the description of the API names every view and its columns", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([SCOPES]);
  const { paths } = await (await app(new Request(URL_OF("/api/openapi.json")))).json();
  const { rows } = paths["/api/views/kpis"].get.responses[200].content["application/json"].schema.properties;
  assertEquals(rows.items.properties.p99_duration_ms, { type: ["number", "null"] });
  assert("/api/views/slo_current" in paths);
});

Deno.test("figures of the newest minute are there for a scraper", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow({ p95_duration_ms: 40 })]);
  const { app } = await trial.dashboard([SCOPES]);
  const text = await textOf(app(new Request(URL_OF("/metrics"))));
  assertStringIncludes(text, "\nlb_p95_duration_ms 40\n");
  assertStringIncludes(text, "# TYPE lb_viewers gauge\nlb_viewers 0\n");
});
