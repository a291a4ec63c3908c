import { assert, assertEquals, assertFalse, assertMatch, assertStringIncludes } from "@std/assert";
import { kpiRow, requestRow, TRIAL_NOON, TrialDashboard } from "../trial_dashboard.ts";
import { REQUESTS_PAGE } from "./requests.ts";

const SECOND_MS = 1_000;

/** A dashboard on 250 requests, one a second up to noon, the last of them in line 0: each tenth fails, one was never answered. */
async function dashboardOf(trial: TrialDashboard) {
  const statusOf = (line: number) => line === 3 ? null : line % 10 === 0 ? 503 : line % 10 === 1 ? 404 : 200;
  await trial.fillRequests(Array.from({ length: 250 }, (_, line) =>
    requestRow(line, {
      requested_at: TRIAL_NOON - (line + 1) * SECOND_MS,
      status_code: statusOf(line),
      duration_ms: line,
      path: `/${line}`,
    })));
  const { app } = await trial.dashboard([REQUESTS_PAGE]);
  return async (path: string) => await app(new Request(`http://127.0.0.1:8080${path}`));
}

/** The title of the list, and the paths in it. */
function listOf(html: string): { readonly title: string; readonly paths: readonly string[] } {
  const title = /<h2 id="requests">([^<]*)</.exec(html)?.[1] ?? "";
  return { title, paths: [...html.matchAll(/<td class="text">(\/\d+)</g)].map(([, path]) => path!) };
}

Deno.test("the page of requests counts all of them, and shows the newest first, a hundred a page", async () => {
  using trial = new TrialDashboard();
  const get = await dashboardOf(trial);
  const html = await (await get("/requests?last=1h")).text();
  const { title, paths } = listOf(html);
  assertEquals(title, "250 requests: 26 with status 5xx or none");
  assertEquals([paths.length, paths[0], paths.at(-1)], [100, "/0", "/99"]);
  assertStringIncludes(html, "1 to 100 of 250, newest first");
  const older = /<a href="([^"]*)" rel="next"/.exec(html)![1]!.replaceAll("&amp;", "&");
  const last = await (await get(`${older.replace("page=2", "page=3")}`)).text();
  assertEquals(listOf(last).paths, Array.from({ length: 50 }, (_, place) => `/${200 + place}`));
  assertFalse(last.includes('rel="next"'));
});

Deno.test("requests that are not kept, or not yet, are told from those that are", async () => {
  using trial = new TrialDashboard();
  await trial.fill([kpiRow({ request_count: 300 })]);
  const get = await dashboardOf(trial);
  const { title } = listOf(await (await get("/requests?last=1h")).text());
  assertEquals(title, "250 of 300 requests are kept: 26 with status 5xx or none");
});

Deno.test("requests are chosen by status and duration, and all that match are had as a file", async () => {
  using trial = new TrialDashboard();
  const get = await dashboardOf(trial);
  const { title, paths } = listOf(await (await get("/requests?last=1h&status=failed&max_ms=25")).text());
  assertEquals(title, "4 requests that took less than 25 ms: status 5xx or none");
  assertEquals(paths, ["/0", "/3", "/10", "/20"]);
  const slow = listOf(await (await get("/requests?last=1h&min_ms=240")).text());
  assertEquals(slow.title, "10 requests that took 240 ms and more: 1 with status 5xx or none");
  const file = await get("/requests.csv?last=1h&status=4xx");
  assertMatch(file.headers.get("content-type")!, /^text\/csv/);
  const lines = (await file.text()).trim().split("\n");
  assertEquals(lines.length, 26);
  assert(lines.slice(1).every((line) => line.includes(",404,")));
});

Deno.test("a choice of requests that cannot be read is refused in words", async () => {
  using trial = new TrialDashboard();
  const get = await dashboardOf(trial);
  for (const query of ["status=constructor", "min_ms=slow", "max_ms=-1", "page=0", "page=1.5", "page=101"]) {
    const response = await get(`/requests?last=1h&${query}`);
    assertEquals(response.status, 400, query);
    assertStringIncludes((await response.json()).error, "Cannot use");
  }
});
