import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "@std/path";
import { TrialFolder } from "./trial_folder.ts";

/** Kills of the process; each time it is at another point of its work. */
const KILLS = 20;

const PERMISSIONS = ["read", "write", "env", "ffi", "sys", "net"].map((name) => `--allow-${name}`);

function startServing(folder: TrialFolder, sources: readonly string[]): Deno.ChildProcess {
  const flags = ["--data", folder.data, "--port", "0", ...sources];
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...PERMISSIONS, join(import.meta.dirname!, "serve_dashboard.ts"), ...flags],
    env: { DB_SERVER: "", WAREHOUSE: "" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
}

async function addressOf(process: Deno.ChildProcess): Promise<string> {
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!text.includes("\n")) text += (await reader.read()).value ?? "\n";
  reader.cancel();
  return text.replace("serving ", "").trim();
}

/** Waits until so many lines were read since the start. */
async function readLines(address: string, count: number): Promise<void> {
  await figureOf(address, "live_lines_count", count);
}

/** Waits until a live figure is at least so much. */
async function figureOf(address: string, name: string, least: number): Promise<void> {
  const events = await fetch(`${address}events`);
  for await (const text of events.body!.pipeThrough(new TextDecoderStream())) {
    if (Number(new RegExp(`"${name}":(\\d+)`).exec(text)?.[1] ?? 0) >= least) return;
  }
}

function line(i: number): string {
  const at = `05/Jan/2026:12:${String(i % 30).padStart(2, "0")}:00 +0000`;
  return `10.0.0.1 - - [${at}] "GET /item/${i % 5} HTTP/1.1" 200 ${i} "-" "t" 0.010 10.1.0.1:80 0.010\n`;
}

Deno.test("a process that is killed twenty times has read every line exactly once", async () => {
  using folder = new TrialFolder();
  const log = folder.write("access.log", "");
  let written = 0;
  const append = (count: number) => {
    const text = Array.from({ length: count }, () => line(written++)).join("");
    Deno.writeTextFileSync(log, text, { append: true });
  };
  for (let kill = 0; kill < KILLS; kill++) {
    append(100);
    const process = startServing(folder, ["--follow", log]);
    const address = await addressOf(process);
    const isEarly = kill % 2 === 0;
    append(isEarly ? 1_000 + kill : 50);
    if (!isEarly) await readLines(address, 1);
    process.kill("SIGKILL");
    await process.status;
  }
  const last = startServing(folder, ["--follow", log]);
  const address = await addressOf(last);
  append(1);
  await readLines(address, 1);
  last.kill("SIGTERM");
  assertEquals((await last.status).code, 0);
  const counted = await folder.query(
    "select sum(request_count)::int as n, sum(response_bytes)::int as bytes from traffic_minutes where scope_kind = 'all'",
  );
  assertEquals(counted, [{ n: written, bytes: written * (written - 1) / 2 }]);
});

Deno.test("server metrics are polled while the dashboard is served, and its page of servers shows them", async () => {
  using folder = new TrialFolder();
  const page = "node_memory_MemTotal_bytes 1000\nnode_memory_MemAvailable_bytes 250\n";
  const exporter = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, () => new Response(page));
  const endpoint = `web-1=http://127.0.0.1:${exporter.addr.port}/metrics`;
  const process = startServing(folder, ["--metrics", endpoint, "--interval", "0.2"]);
  const address = await addressOf(process);
  await figureOf(address, "polled_servers_count", 1);
  let html = "";
  while (!html.includes(">75.0 %<")) html = await (await fetch(`${address}infrastructure?last=15m`)).text();
  assertStringIncludes(html, "web-1</th>");
  process.kill("SIGTERM");
  assertEquals((await process.status).code, 0);
  const stored = await folder.query(
    "select distinct server_id, memory_usage_percent::int as memory from server_metrics",
  );
  assertEquals(stored, [{ server_id: "web-1", memory: 75 }]);
  await exporter.shutdown();
});
