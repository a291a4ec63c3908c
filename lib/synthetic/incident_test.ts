import { assertEquals } from "@std/assert";
import { buildFleet } from "./fleet.ts";
import { coversRegion, coversServer, effectAt, type Incident, incidentTruths } from "./incident.ts";
import { NO_EFFECT } from "./incident_kind.ts";

const FLEET = buildFleet({ servers: 4, regions: 2, seed: 1 });

function incident(given: Partial<Incident>): Incident {
  const whole = {
    kind: "error_burst",
    startMinute: 10,
    endMinute: 40,
    scopeKind: "server",
    region: 1,
    server: 2,
  } as const;
  return { ...whole, strength: 0.9, ...given };
}

Deno.test("incidentTruths() names the scope in the terms of traffic_minutes", () => {
  const truths = incidentTruths(
    [
      incident({}),
      incident({ kind: "region_outage", scopeKind: "region", server: null }),
      incident({ kind: "traffic_surge", scopeKind: "all", region: null, server: null, strength: 0.1 }),
    ],
    FLEET,
    0,
  );
  assertEquals(truths.map(({ scope_kind, scope }) => [scope_kind, scope]), [
    ["server", "web-03"],
    ["region", "eu-west"],
    ["all", "(all)"],
  ]);
  assertEquals(truths[0], {
    incident_id: "truth-0001",
    kind: "error_burst",
    started_at: 600_000,
    ended_at: 2_400_000,
    scope_kind: "server",
    scope: "web-03",
    metric: "server_error_ratio",
    severity: "critical",
    description: "A faulty release on web-03: 57 % of the requests fail",
  });
});

Deno.test("an incident covers its server, its region or everything, and nothing else", () => {
  const server = incident({});
  const region = incident({ server: null });
  const all = incident({ server: null, region: null });
  assertEquals([server, region, all].map((each) => coversServer(each, 2, 1)), [true, true, true]);
  assertEquals([server, region, all].map((each) => coversServer(each, 3, 1)), [false, true, true]);
  assertEquals([server, region, all].map((each) => coversServer(each, 0, 0)), [false, false, true]);
  assertEquals([server, region, all].map((each) => coversRegion(each, 1)), [false, true, true]);
});

Deno.test("effectAt() ejects a server that is down after two minutes, not before", () => {
  const down = incident({ kind: "server_down" });
  assertEquals([10, 11, 12, 39].map((minute) => effectAt(down, minute).isEjected), [false, false, true, true]);
  assertEquals(effectAt(down, 10), {
    ...NO_EFFECT,
    failureRatio: 1,
    failureStatuses: [502, 502, 503],
    isDown: true,
  });
});

Deno.test("effectAt() lets a leak grow from nothing", () => {
  const leak = incident({ kind: "memory_leak", strength: 0 });
  assertEquals([10, 25].map((minute) => effectAt(leak, minute).leakedPercent), [0, 23]);
});
