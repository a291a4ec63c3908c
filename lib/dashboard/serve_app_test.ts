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
