import { assertEquals } from "@std/assert";
import { assessServers } from "../health/assess_servers.ts";
import { emptyWindow } from "../health/server_window.ts";
import { serverWords, unhealthyServers } from "./server_words.ts";

const DAY = Date.UTC(2026, 0, 5);

/** Rows of a server that failed so many of forty requests in window after window. */
function failing(server_id: string, errorCounts: readonly number[]) {
  const windows = errorCounts.map((server_error_count, step) => ({
    ...emptyWindow(server_id, DAY + step * 300_000),
    request_count: 40,
    server_error_count,
  }));
  return assessServers(windows, { peersOfServer: new Map(), to: DAY + errorCounts.length * 300_000 });
}

Deno.test("unhealthyServers() lists first who is unhealthy at the end, and nobody who was well", () => {
  const rows = [failing("was", [40, 40, 0, 0, 0]), failing("is", [0, 0, 0, 0, 40]), failing("well", [0, 1, 0])].flat();
  assertEquals(unhealthyServers(rows).map(({ server_id, state }) => [server_id, state]), [
    ["is", "unhealthy"],
    ["was", "healthy"],
  ]);
});

Deno.test("serverWords() says for how long, when it was worst and why", () => {
  const [server] = unhealthyServers(failing("web-1", [0, 20, 30, 0, 0]));
  assertEquals(
    serverWords(server!),
    "web-1 unhealthy for 15 min, worst at 2026-01-05 00:10: 75 % of 40 requests failed",
  );
});
