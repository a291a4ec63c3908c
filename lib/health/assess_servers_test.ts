import { assertAlmostEquals, assertEquals, assertMatch } from "@std/assert";
import { assessServers } from "./assess_servers.ts";
import { HEALTH_WINDOW_MS, type ServerHealthRow } from "./server_health.ts";
import { emptyWindow, type ServerWindow } from "./server_window.ts";

const DAY = Date.UTC(2026, 0, 5);
const SERVERS = ["a", "b", "c", "d", "e"];
const PEERS = new Map(SERVERS.map((server) => [server, "eu"]));

/** Two hours of five like servers that only the log knows, with what is different for server a. */
function assess(change: (step: number) => Partial<ServerWindow> | null, steps = 24): ServerHealthRow[] {
  const windows = Array.from({ length: steps }, (_, step) =>
    SERVERS.flatMap((server): ServerWindow[] => {
      const at = DAY + step * HEALTH_WINDOW_MS;
      const usual = { ...emptyWindow(server, at), request_count: 40, concurrency: 0.1, p95_duration_ms: 150 };
      const different = server === "a" ? change(step) : {};
      return different === null ? [] : [{ ...usual, tail_ratio: 2, ...different }];
    }));
  return assessServers(windows.flat(), { peersOfServer: PEERS, to: DAY + steps * HEALTH_WINDOW_MS });
}

const of = (rows: readonly ServerHealthRow[], server: string) => rows.filter(({ server_id }) => server_id === server);
const statesOf = (rows: readonly ServerHealthRow[]) => [...new Set(rows.map(({ state }) => state))];

Deno.test("servers that only the log knows are healthy while nothing is wrong, and what nobody told is null", () => {
  const rows = assess(() => ({}));
  assertEquals(rows.length, 120);
  assertEquals(statesOf(rows), ["healthy"]);
  const { cpu_usage_percent, health_failure_count, queue_ratio, utilisation_penalty, reasons, score } = rows.at(-1)!;
  assertEquals([cpu_usage_percent, health_failure_count, queue_ratio, utilisation_penalty, reasons, score], [
    null,
    null,
    null,
    null,
    null,
    100,
  ]);
});

Deno.test("a server with errors is unhealthy with the reason in words, and its peers are not", () => {
  const rows = assess((step) => ({ server_error_count: step === 20 ? 20 : 0 }));
  const row = of(rows, "a")[20]!;
  assertEquals([row.state, row.reasons, row.server_error_ratio], ["unhealthy", "50 % of 40 requests failed", 0.5]);
  assertEquals(statesOf(rows.filter(({ server_id }) => server_id !== "a")), ["healthy"]);
});

Deno.test("one failed request of forty is no reason to worry", () => {
  assertEquals(statesOf(assess(() => ({ server_error_count: 1 }))), ["healthy"]);
});

Deno.test("a server with two requests a window is healthy while one fails now and then, and found out when all do", () => {
  const few = (failed: number) => ({ request_count: 2, server_error_count: failed });
  assertEquals(statesOf(of(assess((step) => few(step % 8 === 0 ? 1 : 0)), "a")), ["healthy"]);
  const failing = of(assess((step) => few(step < 20 ? 0 : 2)), "a").slice(20, 23);
  assertEquals(failing.map(({ state }) => state), ["healthy", "degraded", "unhealthy"]);
  assertEquals(failing[2]!.reasons, "100 % of 2 requests failed, and others within the hour");
});

Deno.test("a server that gets slow is compared with its own past and with its peers", () => {
  const row = of(assess((step) => step < 20 ? {} : { p95_duration_ms: 1_500 }), "a")[20]!;
  assertEquals([row.latency_ratio, row.peer_latency_ratio, row.state], [10, 10, "unhealthy"]);
  assertMatch(row.reasons!, /^1\.5 s at the 95th percentile, 10 times the usual; 10 times as slow as its peers/);
});

Deno.test("a server that has always been slow is told by its peers alone", () => {
  const row = of(assess(() => ({ p95_duration_ms: 600 })), "a").at(-1)!;
  assertEquals([row.latency_ratio, row.peer_latency_ratio, row.state], [1, 4, "degraded"]);
});

Deno.test("a server that failed and then gets nothing stays unhealthy: silence does not heal", () => {
  const rows = of(assess((step) => step < 20 ? {} : step === 20 ? { server_error_count: 39 } : null), "a");
  assertEquals(rows.slice(20).map(({ state }) => state), Array(4).fill("unhealthy"));
  assertMatch(rows[22]!.reasons!, /^no request, about 32 were to be expected/);
  assertEquals(rows[22]!.score, null);
});

Deno.test("a server whose traffic ends without an error is unknown in the log, and flaps where it comes and goes", () => {
  assertEquals(of(assess((step) => step < 20 ? {} : null), "a").at(-1)!.state, "unknown");
  const flapping = of(assess((step) => step < 12 || step % 2 === 0 ? {} : null), "a").at(-1)!;
  assertEquals(flapping.state_change_count, 1);
  assertAlmostEquals(flapping.flapping_percent!, 20, 1);
});

Deno.test("samples of its own are judged: failed checks, memory, and what is unknown stays null", () => {
  const sampled = { sample_count: 5, checked_count: 5, memory_usage_percent: 98, failed_minutes: 0b11110 };
  const row = of(assess((step) => step === 20 ? sampled : {}), "a")[20]!;
  assertEquals(row.failed_check_ratio, 0.8);
  assertMatch(row.reasons!, /^memory at 98 %; health checks failed in 80 % of the minutes$/);
  assertEquals([row.cpu_usage_percent, row.state_change_count], [null, 1]);
});

Deno.test("many requests in flight are measured by the server's own usual peak", () => {
  const row = of(assess((step) => ({ concurrency: step === 40 ? 40 : 4 }), 41), "a")[40]!;
  assertEquals([row.concurrency_ratio, row.state], [10, "unhealthy"]);
});

Deno.test("a window is judged by the past alone", () => {
  const rows = assess((step) => ({ p95_duration_ms: 100 + (step * 7919) % 400 }));
  const shorter = assess((step) => ({ p95_duration_ms: 100 + (step * 7919) % 400 }), 15);
  assertEquals(of(rows, "a").slice(0, 15), of(shorter, "a"));
});
