import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { ConfigError } from "../run/config.ts";
import { NO_LOG } from "../run/log.ts";
import { type Address, requireSafe, serveApp } from "./serve_app.ts";
import { TrialDashboard } from "./trial_dashboard.ts";

const LOOPBACK: Address = { host: "127.0.0.1", port: 0, token: null, tls: null };

Deno.test("an address that others reach needs a token and TLS", () => {
  const tls = { cert: "", key: "" };
  requireSafe(LOOPBACK);
  requireSafe({ ...LOOPBACK, host: "0.0.0.0", token: "t", tls });
  for (const lacking of [{ token: "t" }, { tls }, {}]) {
    assertThrows(() => requireSafe({ ...LOOPBACK, host: "0.0.0.0", ...lacking }), ConfigError, "needed");
  }
});

Deno.test("events come over a socket, and stopping ends them", async () => {
  using trial = new TrialDashboard();
  const { app, ticker, events } = await trial.dashboard([]);
  const lines: unknown[] = [];
  const log = { ...NO_LOG, info: (_: string, fields: unknown) => void lines.push(fields) };
  const serving = serveApp(app, LOOPBACK, log, () => 0);
  const response = await fetch(`${serving.url}events`);
  assertEquals(response.headers.get("content-type"), "text/event-stream");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!seen.includes("id: trial-1\n")) seen += (await reader.read()).value;
  await ticker.beat();
  while (!seen.includes("id: trial-2\n")) seen += (await reader.read()).value;
  assertStringIncludes(seen, "retry: 2000");
  events.close();
  await serving.stop();
  while (!(await reader.read()).done);
  assertEquals(lines, [{ method: "GET", path: "/events", status: 200, ms: 0, client: "127.0.0.1" }]);
});

Deno.test("clients that send slowly, nothing, or nonsense hold nobody up, and the server still stops", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([]);
  const serving = serveApp(app, LOOPBACK, NO_LOG, () => 0);
  const { hostname, port } = new URL(serving.url);
  const send = async (text: string) => {
    const connection = await Deno.connect({ hostname, port: Number(port) });
    await connection.write(new TextEncoder().encode(text));
    return connection;
  };
  const head = "POST /api/rules HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n";
  const slow = await Promise.all([
    send("GET / HT"),
    send(`${head}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`),
    send("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    send(`GET /${"x".repeat(100_000)} HTTP/1.1\r\n`),
    send(""),
  ]);
  for (let i = 0; i < 20; i++) assertEquals(await (await fetch(`${serving.url}healthz`)).text(), "ok\n");
  await serving.stop(10);
  for (const connection of slow) connection.close();
  await serving.stop();
});

Deno.test("a path that climbs out of its folder finds nothing, however it is written", async () => {
  using trial = new TrialDashboard();
  const { app } = await trial.dashboard([]);
  const serving = serveApp(app, LOOPBACK, NO_LOG, () => 0);
  const { hostname, port } = new URL(serving.url);
  for (
    const path of ["/../../etc/passwd", "/assets/../../../deno.json", "/assets/%2e%2e/%2e%2e/deno.json", "//etc/passwd"]
  ) {
    using connection = await Deno.connect({ hostname, port: Number(port) });
    const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`;
    await connection.write(new TextEncoder().encode(request));
    const answer = await new Response(connection.readable).text();
    assertStringIncludes(answer, "HTTP/1.1 404");
  }
  await serving.stop();
});
