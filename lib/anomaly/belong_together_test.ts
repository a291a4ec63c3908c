import { assertEquals } from "@std/assert";
import type { AnomalyRun } from "./anomaly_run.ts";
import { belongTogether } from "./belong_together.ts";

const MINUTE_MS = 60_000;
const TOPOLOGY = {
  gapMs: 10 * MINUTE_MS,
  regionOfServer: new Map([["web-01", "us-east"], ["web-02", "us-east"], ["web-09", "eu-west"]]),
};

function runOf(given: Partial<AnomalyRun> & { readonly minutes?: readonly [number, number] }): AnomalyRun {
  const { minutes = [0, 20], ...rest } = given;
  return {
    scopeKind: "server",
    scope: "web-01",
    metric: "server_error_ratio",
    direction: "high",
    from: minutes[0] * MINUTE_MS,
    to: minutes[1] * MINUTE_MS,
    anomalies: [],
    evidence: 12,
    ...rest,
  };
}

const SERVER = runOf({});
const ALL = { scopeKind: "all", scope: "(all)" } as const;
const US_EAST = { scopeKind: "region", scope: "us-east" } as const;
const EU_WEST = { scopeKind: "region", scope: "eu-west" } as const;
const CPU = "cpu_usage_percent";

/** Whether the runs belong together, which must not depend on their order. */
function together(a: AnomalyRun, b: AnomalyRun): boolean {
  assertEquals(belongTogether(a, b, TOPOLOGY), belongTogether(b, a, TOPOLOGY));
  return belongTogether(a, b, TOPOLOGY);
}

Deno.test("belongTogether() joins metrics of one scope that follow within the gap", () => {
  assertEquals(together(SERVER, runOf({ metric: "p95_duration_ms", minutes: [30, 40] })), true);
  assertEquals(together(SERVER, runOf({ metric: "p95_duration_ms", minutes: [31, 40] })), false);
});

Deno.test("belongTogether() joins a server with `all`, its region and any route, while they overlap", () => {
  for (const wider of [ALL, US_EAST, { scopeKind: "route", scope: "/cart" } as const]) {
    assertEquals(together(SERVER, runOf({ ...wider, minutes: [15, 30] })), true);
    assertEquals(together(SERVER, runOf({ ...wider, minutes: [20, 30] })), false);
  }
});

Deno.test("belongTogether() keeps a server and another region apart, and takes an unknown server for any region's", () => {
  assertEquals(together(SERVER, runOf(EU_WEST)), false);
  assertEquals(together(runOf({ scope: "web-99" }), runOf(EU_WEST)), true);
});

Deno.test("belongTogether() joins two servers only when the same metric departs within three minutes", () => {
  assertEquals(together(SERVER, runOf({ scope: "web-09", minutes: [3, 20] })), true);
  assertEquals(together(SERVER, runOf({ scope: "web-09", minutes: [4, 20] })), false);
  assertEquals(together(SERVER, runOf({ scope: "web-09", metric: "retry_ratio" })), false);
});

Deno.test("belongTogether() joins a server's resources with that server and its region only", () => {
  const cpu = runOf({ metric: CPU });
  assertEquals(together(cpu, SERVER), true);
  assertEquals(together(cpu, runOf(US_EAST)), true);
  assertEquals(together(cpu, runOf(EU_WEST)), false);
  assertEquals(together(cpu, runOf(ALL)), false);
});
