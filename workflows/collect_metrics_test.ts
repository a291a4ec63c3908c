import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "@std/path";
import type { Host } from "../lib/run/host.ts";
import { runTask } from "../lib/run/task.ts";
import { TemporaryFolder } from "../lib/run/temporary_folder.ts";
import { appendRows, collectedFile } from "../lib/collect/collected_files.ts";
import { metricRow } from "../lib/exporter/metric_row.ts";
import { newReading } from "../lib/exporter/server_reading.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { COLLECT_TASK } from "./collect_metrics.ts";
import { INGEST_TASK } from "./ingest_requests.ts";
import { TrialBalancer } from "./trial_balancer.ts";

const START = Date.UTC(2026, 0, 5);

/** Runs the task with a clock that goes on by ten seconds a look; returns exit code, rows and complaints. */
async function collect(folder: TemporaryFolder, args: readonly string[]) {
  const complaints: string[] = [];
  const host = hostOf(["--data", folder.path, "--interval", "0.001", ...args], complaints);
  const code = await runTask(COLLECT_TASK, host);
  return { code, complaints: complaints.join("\n"), lines: await readLines(folder) };
}

function hostOf(args: readonly string[], complaints: string[]): Host {
  let looks = 0;
  return {
    args,
    env: () => undefined,
    envFile: "",
    clock: () => START + 10_000 * looks++,
    print: () => {},
    complain: (line) => complaints.push(line),
    isTerminal: false,
    progress: () => ({ isShown: false, begin() {}, show() {}, aside: (write) => write(), clear() {} }),
  };
}

async function readLines(folder: TemporaryFolder): Promise<string[]> {
  const text = await Deno.readTextFile(collectedFile(folder.path, START)).catch(() => "");
  return text.trimEnd().split("\n").slice(1);
}

const HAPROXY = TrialBalancer.find("haproxy");
Deno.test({
  name: `collect polls the socket and the page of a real HAProxy${HAPROXY === null ? " (skipped: no haproxy)" : ""}`,
  ignore: HAPROXY === null,
  async fn() {
    using folder = new TemporaryFolder();
    await using haproxy = await TrialBalancer.haproxy(HAPROXY!, folder.path);
    const socket = `unix:${join(folder.path, "stats.sock")}`;
    const { code, complaints, lines } = await collect(folder, ["--count", "2", socket, `${haproxy.url}/stats;csv`]);
    assertEquals([code, complaints], [0, ""]);
    assertEquals(lines.map((line) => line.split(",")[1]), ["web-1", "web-2", "web-1", "web-2"]);
    const [down, unchecked] = lines.slice(2).map((line) => line.split(","));
    assert(Number(down![10]) >= 1, "the server that nobody listens for fails its checks");
    assertEquals(unchecked![10], "");
  },
});

const NGINX = TrialBalancer.find("nginx");
Deno.test({
  name: `collect polls stub_status of a real nginx${NGINX === null ? " (skipped: no nginx)" : ""}`,
  ignore: NGINX === null,
  async fn() {
    using folder = new TemporaryFolder();
    await using nginx = await TrialBalancer.nginx(NGINX!, folder.path);
    const { code, lines } = await collect(folder, ["--count", "2", `edge-1=${nginx.url}/stub_status`]);
    assertEquals(code, 0);
    assertEquals(lines.map((line) => line.split(",")[1]), ["edge-1", "edge-1"]);
    assert(Number(lines[1]!.split(",")[9]) > 0, "the polls themselves are requests");
  },
});

Deno.test("an endpoint that fails is told of once and never stops the others", async () => {
  using folder = new TemporaryFolder();
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen() {} },
    (request) =>
      new URL(request.url).pathname === "/metrics"
        ? new Response("nginx_connections_active 3\n")
        : new Response("", { status: 503 }),
  );
  const base = `http://user:secret@127.0.0.1:${server.addr.port}`;
  const { code, complaints, lines } = await collect(folder, [
    "--count",
    "3",
    `${base}/broken`,
    `n=${base}/metrics`,
    `unix:${folder.path}/no.sock`,
  ]);
  assertEquals([code, lines.length], [0, 3]);
  assertEquals(complaints.match(/answered 503/g)?.length, 1);
  assertMatch(complaints, /no\.sock: the socket cannot be opened/);
  assert(!complaints.includes("secret"));
});

Deno.test("collect ends with 1 where nobody has told anything, and with 2 for an endpoint that is none", async () => {
  using folder = new TemporaryFolder();
  assertEquals((await collect(folder, ["--count", "1", `unix:${folder.path}/no.sock`])).code, 1);
  const { code, complaints } = await collect(folder, ["ftp://user:secret@host/"]);
  assertEquals(code, 2);
  assertMatch(complaints, /Cannot use --metrics-url "ftp:\/\/…@host\/"/);
  assertEquals((await collect(folder, [])).code, 2);
});

Deno.test("the next ingest takes what was collected in the last seven days, and nothing older", async () => {
  using folder = new TemporaryFolder();
  Deno.mkdirSync(join(folder.path, "collected"));
  for (const at of [START, START - 8 * DAY_MS]) {
    appendRows(folder.path, [metricRow({ at, reading: newReading("web-1", { memoryPercent: 50 }) }, null)]);
  }
  const printed: string[] = [];
  const code = await runTask(INGEST_TASK, {
    ...hostOf(["--data", folder.path, "--json", "data/samples/nginx.log"], []),
    print: (line) => printed.push(line),
  });
  assertEquals(code, 0);
  assertEquals(JSON.parse(printed.at(-1)!).rows.server_metrics, 1);
});
